import retrofit2.Call
import retrofit2.http.*

interface AzureDevOps {
    @POST("/{organization}/_apis/git/repositories")
    fun create(
        @Path("organization") organization: String,
        @Header("Authorization") authorization: String,
        @Body repository: Repository,
    ): Call<Repository>
}
