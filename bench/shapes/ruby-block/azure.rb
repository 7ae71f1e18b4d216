require "excon"
require "base64"

module Acme
  class Azure
    def initialize(source, credentials, max_retries: 3)
      @source = source
      @credentials = credentials
      @auth_header = header_for(credentials&.fetch("token", nil))
      @max_retries = max_retries
    end

    def approve(id, reviewer)
      put(base + "/pullrequests/" + id.to_s + "/reviewers/" + reviewer, { vote: 10 }.to_json)
    end

    private

    attr_reader :auth_header

    def base
      @source.api_endpoint + @source.organization + "/" + @source.project +
        "/_apis/git/repositories/" + @source.unscoped_repo
    end

    def put(url, json)
      response = nil
      retrying do
        response = Excon.put(url, body: json, idempotent: true,
                                  **Defaults.excon(headers: auth_header.merge({ "Content-Type" => "application/json" })))
      end
      response
    end

    def retrying
      attempt = 0
      begin
        yield
      rescue StandardError
        attempt += 1
        retry if attempt < @max_retries
      end
    end

    def header_for(token)
      return {} unless token

      if token.include?(":")
        { "Authorization" => "Basic #{Base64.encode64(token).delete("\n")}" }
      else
        { "Authorization" => "Bearer #{token}" }
      end
    end
  end
end
