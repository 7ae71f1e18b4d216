import okhttp3.*;
public class B {
  private final String pat;
  B(String pat) { this.pat = pat; }
  void run() throws Exception {
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url("https://vsrm.dev.azure.com/acme/p/_apis/release/definitions").header("Authorization", Credentials.basic("", pat)).build();
    try (Response response = client.newCall(request).execute()) { }
  }
}
