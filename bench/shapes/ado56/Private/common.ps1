function _callAPI {
    param([string]$Method = "Get", [string]$ProjectName, [string]$Area, [string]$Resource, [object]$Body, [string]$Version = "6.0")
    $sb = "https://dev.azure.com/acme"
    if ($ProjectName) { $sb += "/$ProjectName" }
    $uri = "$sb/_apis/$Area/$Resource`?api-version=$Version"
    $params = @{ Method = $Method; Uri = $uri; Headers = @{ Authorization = "Basic $env:TEAM_PAT" } }
    if ($Body) { $params.Body = $Body }
    Invoke-RestMethod @params
}
