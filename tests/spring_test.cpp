// What Spring gives to those who ask for a type: beans, settings, fields that nobody sets.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const std::pair<std::string, std::string> config = {"Config.java", R"~(@Configuration
class Config {
  @Value("${ado.pat}") private String pat;
  @Bean
  WebClient boards() {
    return WebClient.builder().baseUrl("https://dev.azure.com/acme").defaultHeaders(h -> h.setBasicAuth("", pat)).build();
  }
  @Bean(name = "gitTemplate")
  RestTemplate make(@Value("${ado.git.pat:}") String secret) {
    RestTemplate made = new RestTemplate();
    made.getInterceptors().add(new BasicAuthenticationInterceptor("", secret));
    return made;
  }
  @Bean
  RestTemplate plain() { return new RestTemplate(); }
}
)~"};

const TraceCase beans[] = {
    {"the only one of the type, in a constructor",
     {config,
      {"Items.java",
       R"~(@Service
class Items {
  private final WebClient client;
  Items(WebClient client) { this.client = client; }
  Mono<String> get(int id) { return client.get().uri("/shop/_apis/wit/workitems/{id}", id).retrieve().bodyToMono(String.class); }
}
)~"}},
     "${ado.pat} | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/{id} | Items.java:5\n"},
    {"a field of a class whose constructor is generated",
     {config,
      {"Items.java",
       R"~(@Service
@RequiredArgsConstructor
class Items {
  private final WebClient client;
  Mono<String> get(int id) { return client.get().uri("/shop/_apis/wit/workitems/{id}", id).retrieve().bodyToMono(String.class); }
}
)~"}},
     "${ado.pat} | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/{id} | Items.java:5\n"},
    {"of several the one that a qualifier names, or that is called like what asks",
     {config,
      {"Repos.java",
       R"~(@Component
class Repos {
  @Autowired @Qualifier("gitTemplate") private RestTemplate rest;
  @Autowired private RestTemplate plain;
  String list() {
    plain.getForObject("https://example.com/projects", String.class);
    return rest.getForObject("https://dev.azure.com/acme/shop/_apis/git/repositories", String.class);
  }
}
)~"},
      {"Builds.java",
       R"~(@Component
class Builds {
  private final RestTemplate rest;
  Builds(@Qualifier("gitTemplate") RestTemplate rest) { this.rest = rest; }
  String queue() { return rest.postForObject("https://dev.azure.com/acme/shop/_apis/build/builds", null, String.class); }
}
)~"}},
     "${ado.git.pat} | POST https://dev.azure.com/acme/shop/_apis/build/builds | Builds.java:5\n"
     "${ado.git.pat} | GET https://dev.azure.com/acme/shop/_apis/git/repositories | "
     "Repos.java:7\n"},
    {"an own class behind a field, and its settings",
     {{"Ado.java",
       R"~(@Component
class Ado {
  @Value("${AZURE_PAT}") private String token;
  String get(String path) {
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth("", token);
    return new RestTemplate().exchange("https://dev.azure.com/acme" + path, HttpMethod.GET, new HttpEntity<>(headers), String.class).getBody();
  }
}
)~"},
      {"Items.java",
       R"~(@RestController
class Items {
  @Autowired private Ado ado;
  String all() { return ado.get("/shop/_apis/wit/fields"); }
}
)~"}},
     "$AZURE_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/fields | Ado.java:7\n"},
    {"a builder that Spring Boot makes, in the class that others extend",
     {{"AzureService.java",
       R"~(abstract class AzureService {
  private final RestTemplate template;
  AzureService(final RestTemplateBuilder builder, final Settings settings) {
    template = builder.basicAuthentication("", settings.getToken()).build();
  }
  <T> T get(final Class<T> type, final String path, Object... variables) {
    return template.getForObject("https://dev.azure.com/{organization}/_apis/git/repositories/{repository}/" + path, type, variables);
  }
}
)~"},
      {"PullRequestService.java",
       R"~(@Service
class PullRequestService extends AzureService {
  PullRequestService(final RestTemplateBuilder builder, final Settings settings) { super(builder, settings); }
  PullRequest one(int id) { return get(PullRequest.class, "pullRequests/{id}", id); }
}
)~"}},
     "$settings.getToken | GET "
     "https://dev.azure.com/{organization}/_apis/git/repositories/{repository}/pullRequests/{id} | "
     "AzureService.java:7\n"},
    {"a constant of the class that is extended",
     {{"AzureService.java",
       R"~(abstract class AzureService {
  protected static final String REPOSITORY = "https://dev.azure.com/acme/shop/_apis/git/repositories/1";
  String get(String path) {
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth("", System.getenv("ADO_PAT"));
    return new RestTemplate().exchange(REPOSITORY + path, HttpMethod.GET, new HttpEntity<>(headers), String.class).getBody();
  }
}
)~"},
      {"CommitService.java",
       R"~(class CommitService extends AzureService {
  String all() { return get("/commits"); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/git/repositories/1/commits | "
     "AzureService.java:6\n"},
    {"a generated constructor that somebody calls",
     {{"AdoClient.java",
       R"~(@AllArgsConstructor
class AdoClient {
  private final String organization;
  private final String secret;
  void list() {
    Unirest.get("https://dev.azure.com/" + organization + "/_apis/projects").basicAuth("", secret).asString();
  }
}
)~"},
      {"Main.java",
       R"~(class Main {
  public static void main(String[] args) { new AdoClient("acme", System.getenv("ADO_PAT")).list(); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | AdoClient.java:6\n"},
};

// The configuration says neither the service's name nor a route.
const TraceCase quiet_configuration[] = {
    {"a builder that Spring has, the URL a setting",
     {{"src/main/java/Config.java",
       R"~(@Configuration
class Config {
  private final String url;
  private final String token;
  Config(@Value("${boards.url}") String url, @Value("${boards.token:}") String token) {
    this.url = url;
    this.token = token;
  }
  @Bean
  WebClient boards(ObjectProvider<WebClient.Builder> provider) {
    WebClient.Builder builder = provider.getIfAvailable(WebClient::builder);
    if (token != null) { builder.defaultHeader("Authorization", "Bearer " + token); }
    return builder.baseUrl(url).build();
  }
}
)~"},
      {"src/main/resources/application.yml",
       "boards:\n  url: \"https://dev.azure.com/acme\"\n  token: \"${BOT_PAT:}\"\n"},
      {"src/main/java/Items.java",
       R"~(@Service
class Items {
  private final WebClient client;
  Items(WebClient client) { this.client = client; }
  Mono<String> get(int id) { return client.get().uri("/shop/_apis/wit/workitems/{id}", id).retrieve().bodyToMono(String.class); }
}
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/{id} | "
     "src/main/java/Items.java:5\n"},
};

TEST_CASE("configurations that make clients are looked at, whatever they speak of") {
  check(quiet_configuration);
}

const TraceCase assured[] = {
    {"RestAssured's specifications",
     {{"Client.java",
       R"~(import static io.restassured.RestAssured.given;
class Client {
  RequestSpecification spec() {
    PreemptiveBasicAuthScheme scheme = new PreemptiveBasicAuthScheme();
    scheme.setUserName("me");
    scheme.setPassword(System.getenv("ADO_PAT"));
    return new RequestSpecBuilder().setBaseUri("https://dev.azure.com").addPathParam("organization", "acme").setAuth(scheme).build();
  }
  Response list() { return given().spec(spec()).get("{organization}/_apis/projects"); }
  Response queue() {
    return given().auth().preemptive().basic("", System.getenv("ADO_PAT")).when().post("https://dev.azure.com/acme/shop/_apis/build/builds");
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{organization}/_apis/projects | Client.java:9\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | Client.java:11\n"},
};

TEST_CASE("Spring gives what is asked for by its type") {
  check(beans);
}

TEST_CASE("RestAssured sends what its specifications hold") {
  check(assured);
}

}  // namespace
}  // namespace patdown
