#include "token/trace/spring_properties.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

struct PropertyCase {
  const char* name;
  const char* text;
  bool yaml;
  const char* key;
  const char* value;
};

const PropertyCase properties[] = {
    {"a line", "a=b\nado.pat = ${ADO_PAT}\r\n", false, "ado.pat", "${ADO_PAT}"},
    {"a colon, a comment", "#ado.pat=x\nado.pat: y", false, "ado.pat", "y"},
    {"names may be written otherwise", "azure-devops.accessToken=x", false,
     "azureDevops.access-token", "x"},
    {"nothing", "ado.path=x", false, "ado.pat", ""},
    {"YAML", "spring:\n  name: a\nado:\n  host: b\n  # c\n  pat: \"${ADO_PAT:}\"\n", true,
     "ado.pat", "${ADO_PAT:}"},
    {"YAML: a key with points in it", "ado.login:\n    pat: x", true, "ado.login.pat", "x"},
    {"YAML: not below another", "ado:\n  a:\n    pat: x\n  b: y\npat: z", true, "ado.pat", ""},
};

TEST_CASE("properties of Spring are found by their keys") {
  for (const PropertyCase& c : properties) {
    DYNAMIC_SECTION(c.name) {
      CHECK(trace::property_in(c.text, c.yaml, c.key) == c.value);
    }
  }
}

const char* const service = R"~(package acme;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
class NAME {
  @Value("${KEY}")
  private String token;
  private final RestTemplate rest = new RestTemplate();

  String list() {
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth("", token);
    return rest.exchange("https://dev.azure.com/acme/_apis/URL", HttpMethod.GET, new HttpEntity<>(headers), String.class).getBody();
  }
}
)~";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  return text.replace(at, what.size(), by);
}

std::string service_of(std::string_view name, std::string_view key, std::string_view url) {
  return replaced(replaced(replaced(service, "NAME", name), "KEY", key), "URL", url);
}

TEST_CASE("two settings of Spring that one variable fills are one token") {
  CHECK(
      traced({{"src/main/resources/application.yml",
               "ado:\n  read: ${ADO_PAT}\n  write: ${ado.read}\n  other: x\n"},
              {"src/main/java/acme/A.java", service_of("A", "ado.read", "projects")},
              {"src/main/java/acme/B.java", service_of("B", "ado.write:", "wiki/wikis")},
              {"src/main/java/acme/C.java", service_of("C", "ado.other", "process/processes")}}) ==
      "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | src/main/java/acme/A.java:18\n"
      "$ADO_PAT | GET https://dev.azure.com/acme/_apis/wiki/wikis | "
      "src/main/java/acme/B.java:18\n"
      "${ado.other} | GET https://dev.azure.com/acme/_apis/process/processes | "
      "src/main/java/acme/C.java:18\n");
}

}  // namespace
}  // namespace patdown
