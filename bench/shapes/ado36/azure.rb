require "excon"
require "base64"

class Azure
  def self.for_source(source:, credentials:)
    credential = credentials.find { |cred| cred["host"] == source.hostname }
    new(source, credential)
  end

  def initialize(source, credentials)
    @source = source
    @credentials = credentials
    @auth_header = auth_header_for(credentials["token"])
  end

  def fetch_commit(repo, branch)
    get(source.api_endpoint + source.organization + "/" + source.project +
      "/_apis/git/repositories/" + repo + "/stats/branches?name=" + branch)
  end

  def branch(name)
    get("https://dev.azure.com/" + @source.organization + "/" + @source.project +
      "/_apis/git/repositories/" + @source.unscoped_repo + "/refs?filter=heads/" + name)
  end

  def create_commit(body)
    post("https://dev.azure.com/" + @source.organization + "/" + @source.project +
      "/_apis/git/repositories/" + @source.unscoped_repo + "/pushes?api-version=5.0", body.to_json)
  end

  def update_pull_request(id, body)
    patch("https://dev.azure.com/" + @source.organization + "/" + @source.project +
      "/_apis/git/repositories/" + @source.unscoped_repo + "/pullrequests/" + id, body.to_json)
  end

  def get(url)
    Excon.get(url, headers: @auth_header, idempotent: true)
  end

  def post(url, json)
    Excon.post(url, body: json, headers: @auth_header.merge({ "Content-Type" => "application/json" }))
  end

  def patch(url, json)
    Excon.patch(url, body: json, headers: @auth_header.merge({ "Content-Type" => "application/json" }))
  end

  def source
    @source
  end

  def auth_header_for(token)
    return {} unless token

    if token.include?(":")
      { "Authorization" => "Basic " + Base64.strict_encode64(token) }
    else
      { "Authorization" => "Bearer " + token }
    end
  end
end
