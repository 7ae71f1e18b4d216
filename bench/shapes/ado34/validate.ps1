param([string]$Pat)
$yaml = @"
steps:
- script: echo hello
"@
$body = @{ previewRun = $true; yamlOverride = $yaml } | ConvertTo-Json
$Arguments = @{
    Method      = 'Post'
    Uri         = "https://dev.azure.com/acme/shop/_apis/pipelines/12/runs?api-version=5.1-preview"
    Headers     = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
    ContentType = 'application/json'
    Body        = $body
}
$result = Invoke-RestMethod @Arguments
