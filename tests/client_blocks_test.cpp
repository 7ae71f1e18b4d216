// Functions that libraries lend an object to: Ktor's builders.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase blocks[] = {
    {"the client's credentials, the request's URL",
     {{"Client.kt",
       R"~(import io.ktor.client.HttpClient
class AdoClient(private val project: Project) {
    private val client = HttpClient {
        install(ContentNegotiation) { json(Json { ignoreUnknownKeys = true }) }
        install(Auth) {
            basic { credentials { BasicAuthCredentials(username = "", password = project.personalAccessToken) } }
        }
    }
    private suspend fun get(url: String): String = client.get(url) { headers { append("Accept", "x") } }.body()
    suspend fun repositories() = get("https://dev.azure.com/acme/shop/_apis/git/repositories")
    suspend fun create(type: String): Boolean {
        val response = client.post {
            url("https://dev.azure.com/acme/shop/_apis/wit/workitems/\$$type")
            setBody("[]")
        }
        return response.status.isSuccess()
    }
}
)~"}},
     "$project.personalAccessToken | GET "
     "https://dev.azure.com/acme/shop/_apis/git/repositories | Client.kt:9\n"
     "$project.personalAccessToken | POST "
     "https://dev.azure.com/acme/shop/_apis/wit/workitems/${} | Client.kt:12\n"},
    {"headers of the request, the base and the verb",
     {{"Client.kt",
       R"~(import io.ktor.client.HttpClient
val client = HttpClient(CIO) { defaultRequest { url("https://dev.azure.com/acme/") } }
suspend fun main() {
    val pat = System.getenv("ADO_PAT")
    client.get("shop/_apis/build/builds") { basicAuth("", pat) }
    client.request("shop/_apis/git/repositories/1") {
        method = HttpMethod.Delete
        header("Authorization", "Bearer $pat")
    }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | Client.kt:5\n"
     "$ADO_PAT | DELETE https://dev.azure.com/acme/shop/_apis/git/repositories/1 | Client.kt:6\n"},
};

TEST_CASE("what functions do with an object that they are lent counts") {
  check(blocks);
}

}  // namespace
}  // namespace patdown
