param(
    [String] $BuildId, [String] $Organization, [String] $Project, [String] $AccessToken
)
$Body = @{ definitionId = 4; variables = @{ build = @{ value = $BuildId } } } | ConvertTo-Json
$URL = "https://vsrm.dev.azure.com/$Organization/$Project/_apis/release/releases?api-version=5.1"
$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("'':${AccessToken}"))
$headers = @{ Authorization = "Basic ${b64}" }
$release = Invoke-RestMethod $URL -Body $Body -Method "POST" -Headers $headers
