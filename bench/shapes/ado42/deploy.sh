#!/bin/bash
set -o errexit
az devops configure --defaults organization="$AZDO_ORGANIZATION_URL" project="$AZDO_PROJECT"
vargroup_name="release-$ENV_NAME"
if vargroup_id=$(az pipelines variable-group list -o json | jq -r --arg name "$vargroup_name" '.[] | select(.name==$name) | .id'); then
    az pipelines variable-group delete --id "$vargroup_id" -y
fi
vargroup_id=$(az pipelines variable-group create --name "$vargroup_name" --variables region="$REGION" -o json | jq -r .id)
az pipelines variable-group variable create --group-id "$vargroup_id" --secret "true" --name kvUrl --value "$KV_URL"
az pipelines variable-group variable delete --group-id "$vargroup_id" --name old --yes
