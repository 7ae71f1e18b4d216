// Libraries that fetch and push, and the credentials that they are given.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"LibGit2Sharp: cloning with credentials in options, pushing to a remote that has no name here",
     {{"Git.cs",
       R"~(using LibGit2Sharp;
class Git(string pat) {
  public void Clone(string folder) {
    var options = new CloneOptions { CredentialsProvider = (url, user, types) => Credentials() };
    Repository.Clone("https://dev.azure.com/acme/shop/_git/web", folder, options);
  }
  public void Push(string folder) {
    using var repo = new Repository(folder);
    var options = new PushOptions { CredentialsProvider = Provider() };
    repo.Network.Push(repo.Branches["main"], options);
  }
  private CredentialsHandler Provider() {
    if (string.IsNullOrEmpty(pat)) return null;
    return (_, _, _) => Credentials();
  }
  private Credentials Credentials() => new UsernamePasswordCredentials { Username = "x", Password = pat };
}
)~"}},
     "$pat | git fetch https://dev.azure.com/acme/shop/_git/web | Git.cs:5\n"
     "$pat | git push https://dev.azure.com/{}/{}/_git/{} | Git.cs:10\n"},
    {"a remote without a name alone does not say that it is Azure DevOps",
     {{"Git.cs",
       R"~(class Git(string pat) {
  public void Push(string folder) {
    var options = new PushOptions();
    options.CredentialsProvider = (a, b, c) => new UsernamePasswordCredentials { Password = pat };
    new Repository(folder).Network.Push(null, options);
  }
}
)~"}},
     ""},
    {"another service's remote is none of ours",
     {{"Git.cs",
       R"~(class Git(string pat) {
  public void Clone(string folder) {
    var options = new CloneOptions();
    options.FetchOptions.CredentialsProvider = (a, b, c) => new UsernamePasswordCredentials { Password = pat };
    Repository.Clone("https://github.com/acme/shop", folder, options);
  }
}
)~"}},
     ""},
    {"JGit",
     {{"Git.java",
       R"~(import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
class Repo {
  void run(File folder) {
    String pat = System.getenv("ADO_PAT");
    var credentials = new UsernamePasswordCredentialsProvider("", pat);
    Git.cloneRepository().setURI("https://dev.azure.com/acme/shop/_git/web").setDirectory(folder)
        .setCredentialsProvider(credentials).call();
    Git git = Git.open(folder);
    git.push().setRemote("origin").setCredentialsProvider(credentials).call();
  }
}
)~"}},
     "$ADO_PAT | git fetch https://dev.azure.com/acme/shop/_git/web | Git.java:7\n"
     "$ADO_PAT | git push https://dev.azure.com/{}/{}/_git/{} | Git.java:10\n"},
};

TEST_CASE("git by a library needs what git needs") {
  check(cases);
}

}  // namespace
}  // namespace patdown
