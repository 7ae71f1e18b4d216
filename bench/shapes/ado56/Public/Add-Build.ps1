function Add-Build {
    param([string]$ProjectName, [string]$DefinitionName, [string]$QueueName)
    $definition = Get-Definition -ProjectName $ProjectName -Name $DefinitionName
    $queue = _callAPI -ProjectName $ProjectName -Area "distributedtask" -Resource "queues"
    $body = @{ definition = $definition; queue = $queue } | ConvertTo-Json
    _callAPI -Method Post -ProjectName $ProjectName -Area "build" -Resource "builds" -Body $body
}
function Get-Definition {
    param([string]$ProjectName, [string]$Name)
    _callAPI -ProjectName $ProjectName -Area "build" -Resource "definitions"
}
