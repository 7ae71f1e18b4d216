param([string]$Server, [string]$Password, [string]$Definition)

$token = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Password"))

function Send-Api {
    param([string]$Route, [string]$Kind, [string]$Body)
    $plain = [uri]::UnescapeDataString("$($Server)/_apis/$($Route)")
    $url = [uri]::EscapeUriString($plain)
    if ($Body) {
        return Invoke-WebRequest -Uri $url -Headers @{Authorization = "Basic $token"} -Method $Kind -Body $Body
    }
    return Invoke-WebRequest -Uri $url -Headers @{Authorization = "Basic $token"} -Method $Kind
}

$found = Send-Api -Route "build/definitions?name=$Definition" -Kind "GET" | ConvertFrom-Json
Send-Api -Route "build/builds?api-version=2.0" -Kind "POST" -Body "{ definition: { id: $($found.value[0].id) } }"
