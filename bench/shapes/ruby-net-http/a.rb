uri = URI("https://dev.azure.com/acme/p/_apis/git/repositories/r/pushes?api-version=7.1")
req = Net::HTTP::Post.new(uri)
req.basic_auth '', ENV['AZDO_PAT']
http = Net::HTTP.new(uri.host, uri.port)
http.request(req)
