import okhttp3.Credentials
import retrofit2.Retrofit

fun main() {
    val api = Retrofit.Builder().baseUrl("https://dev.azure.com/").build().create(AzureDevOps::class.java)
    val pat = System.getenv("AZDO_PAT")
    api.create("acme", Credentials.basic("", pat), Repository("web")).execute()
}
