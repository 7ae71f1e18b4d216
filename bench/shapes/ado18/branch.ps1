function Get-Headers { return @{ Authorization = "$azdoAuthType  $env:SYSTEM_ACCESSTOKEN" } }
function Set-Refs ($orgUrl, $projectId, $repo) {
    $headers = Get-Headers
    $refs = Invoke-RestMethod "$orgUrl$projectId/_apis/git/repositories/$repo/refs?api-version=6.0" -Headers $headers
    Invoke-RestMethod -Method POST -Uri "$orgUrl$projectId/_apis/git/repositories/$repo/refs?api-version=6.0" -Headers $headers -Body $refs
}
function Set-Pipeline ($orgUrl, $project) {
    $headers = Get-Headers
    $queues = Invoke-RestMethod "$orgUrl$project/_apis/distributedtask/queues?api-version=6.1-preview.1" -Headers $headers
    Invoke-RestMethod -Method POST "$orgUrl$project/_apis/build/definitions?api-version=6.0" -Headers $headers -Body $queues
}
function Set-Policy ($orgUrl, $project, $id) {
    $headers = Get-Headers
    Invoke-RestMethod "$orgUrl$project/_apis/policy/types?api-version=6.0" -Headers $headers
    $body = ConvertTo-Json @{ isEnabled = $true }
    Invoke-RestMethod -Method POST "$orgUrl$project/_apis/policy/configurations?api-version=6.0" -Headers $headers -Body $body
    Invoke-RestMethod -Method DELETE "$orgUrl$project/_apis/policy/configurations/$id`?api-version=6.0" -Headers $headers
}
Set-Refs "https://dev.azure.com/acme/" $pid "repo"
Set-Pipeline "https://dev.azure.com/acme/" "shop"
Set-Policy "https://dev.azure.com/acme/" "shop" 7
