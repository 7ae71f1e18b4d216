import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.Base64

fun main(args: Array<String>) {
    val token = System.getenv("AZDO_TOKEN")
    val basic = Base64.getEncoder().encodeToString(":$token".toByteArray())
    val request = HttpRequest.newBuilder()
        .uri(URI.create("https://dev.azure.com/acme/shop/_apis/git/repositories/web/annotatedtags?api-version=7.1"))
        .header("Authorization", "Basic $basic")
        .POST(HttpRequest.BodyPublishers.ofString("{}"))
        .build()
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())
}
