#include "token/trace/declared_route.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"Retrofit in Kotlin, called",
     {{"Api.kt", R"~(import retrofit2.http.*
interface Api {
  @Headers("Accept: application/json")
  @POST("{org}/{project}/_apis/git/repositories?api-version=7.1")
  fun create(@Path("org") org: String, @Path("project") project: String,
             @Header("Authorization") auth: String, @Body body: Repo): Call<Repo>
}
)~"},
      {"Main.kt", R"~(import okhttp3.Credentials
import retrofit2.Retrofit
fun main() {
  val auth = Credentials.basic("", System.getenv("AZDO_PAT"))
  val api = Retrofit.Builder().baseUrl("https://dev.azure.com/").build().create(Api::class.java)
  api.create("acme", "shop", auth, Repo("x")).execute()
}
)~"}},
     "$AZDO_PAT | POST https://dev.azure.com/acme/shop/_apis/git/repositories?api-version=7.1 | "
     "Api.kt:4\n"},
    {"Retrofit in Java, by itself",
     {{"Builds.java", R"~(import retrofit2.http.*;
interface Builds {
  @GET("https://dev.azure.com/acme/{project}/_apis/build/builds")
  Call<List> list(@Path("project") String project, @Header("Authorization") String adoToken);
}
)~"}},
     "$adoToken | GET https://dev.azure.com/acme/{}/_apis/build/builds | Builds.java:3\n"},
    {"a server's routes are none",
     {{"Server.java", R"~(class Server {
  String org = "https://dev.azure.com/acme/_apis/x";
  @GET @Path("/_apis/projects") String list(@HeaderParam("Authorization") String token) { return org; }
}
)~"}},
     ""},
};

TEST_CASE("declared routes") {
  check(cases);
}

}  // namespace
}  // namespace patdown
