uri = URI("https://dev.azure.com/acme/p/_apis/git/repositories/r/pushes?api-version=7.1")
req = Net::HTTP::Post.new(uri)
req.basic_auth '', ENV['AZDO_PAT']
Net::HTTP.start(uri.host, uri.port, use_ssl: true) { |http| http.request(req) }
