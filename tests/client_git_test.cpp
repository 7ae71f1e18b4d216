#include "token/trace/client_git.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase libraries[] = {
    {"LibGit2Sharp: cloning with credentials in options, pushing to what was cloned",
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
     "$pat | git push https://dev.azure.com/acme/shop/_git/web | Git.cs:10\n"},
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
    {"LibGit2Sharp, which asks a function for the credential",
     {{"A.cs",
       R"~(using LibGit2Sharp;
class A {
  static void Main() {
    var pat = Environment.GetEnvironmentVariable("AZDO_PAT");
    var options = new CloneOptions {
      CredentialsProvider = (url, user, types) =>
        new UsernamePasswordCredentials { Username = "x", Password = pat } };
    Repository.Clone("https://dev.azure.com/acme/p/_git/r", "d", options);
    using var repo = new Repository("d");
    var push = new PushOptions { CredentialsProvider = (url, user, types) =>
      new UsernamePasswordCredentials { Username = "x", Password = pat } };
    repo.Network.Push(repo.Branches["main"], push);
  }
}
)~"}},
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/p/_git/r | A.cs:8\n"
     "$AZDO_PAT | git push https://dev.azure.com/acme/p/_git/r | A.cs:12\n"},
    {"go-git",
     {{"main.go",
       R"~(package main
import (
  "os"
  "github.com/go-git/go-git/v5"
  "github.com/go-git/go-git/v5/plumbing/transport/http"
)
func main() {
  auth := &http.BasicAuth{Username: "x", Password: os.Getenv("AZDO_PAT")}
  r, err := git.PlainClone("d", false, &git.CloneOptions{
    URL: "https://dev.azure.com/acme/p/_git/r", Auth: auth})
  r.Push(&git.PushOptions{Auth: auth})
}
)~"}},
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/p/_git/r | main.go:9\n"
     "$AZDO_PAT | git push https://dev.azure.com/acme/p/_git/r | main.go:11\n"},
    {"JGit",
     {{"A.java",
       R"~(import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
class A {
  public static void main(String[] args) throws Exception {
    String pat = System.getenv("AZDO_PAT");
    Git git = Git.cloneRepository().setURI("https://dev.azure.com/acme/p/_git/r")
        .setCredentialsProvider(new UsernamePasswordCredentialsProvider("x", pat)).call();
    git.push().setCredentialsProvider(new UsernamePasswordCredentialsProvider("x", pat)).call();
  }
}
)~"}},
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/p/_git/r | A.java:6\n"
     "$AZDO_PAT | git push https://dev.azure.com/acme/p/_git/r | A.java:8\n"},
    {"isomorphic-git, whose function gives the token as the user's name or as the password",
     {{"a.js",
       R"~(import git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
const pat = process.env.AZDO_PAT;
const url = 'https://dev.azure.com/acme/p/_git/r';
await git.clone({ fs, http, dir: 'd', url, onAuth: () => ({ username: pat }) });
await git.push({ fs, http, dir: 'd', onAuth: () => ({ username: 'x', password: pat }) });
)~"}},
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/p/_git/r | a.js:5\n"
     "$AZDO_PAT | git push https://dev.azure.com/acme/p/_git/r | a.js:6\n"},
    {"pygit2",
     {{"a.py",
       R"~(import os
import pygit2
callbacks = pygit2.RemoteCallbacks(credentials=pygit2.UserPass("x", os.environ["AZDO_PAT"]))
pygit2.clone_repository("https://dev.azure.com/acme/p/_git/r", "d", callbacks=callbacks)
)~"}},
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/p/_git/r | a.py:4\n"},
    {"a repository that is not known, of a token that is one of Azure DevOps by its name",
     {{"A.cs",
       R"~(using LibGit2Sharp;
class A {
  const string Organization = "https://dev.azure.com/acme";
  void Push(string url) {
    var azdoPat = Environment.GetEnvironmentVariable("AZDO_PAT");
    Repository.Clone(url, "d", new CloneOptions { CredentialsProvider = (u, n, t) =>
      new UsernamePasswordCredentials { Username = "x", Password = azdoPat } });
  }
}
)~"}},
     "$AZDO_PAT | git fetch https://dev.azure.com/{}/{}/_git/{} | A.cs:6\n"},
};

TEST_CASE("libraries for git send the credential that their options give") {
  check(libraries);
}

}  // namespace
}  // namespace patdown
