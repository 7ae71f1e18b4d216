#!/bin/bash
set -e
if [ -z "$AZP_TOKEN_FILE" ]; then
  AZP_TOKEN_FILE=/agent/.token
  echo -n "$AZP_TOKEN" > "$AZP_TOKEN_FILE"
fi
unset AZP_TOKEN
PACKAGES=$(curl -LsS -u user:$(cat "$AZP_TOKEN_FILE") "$AZP_URL/_apis/distributedtask/packages/agent?platform=linux-x64")
cleanup() {
  ./config.sh remove --unattended --auth PAT --token $(cat "$AZP_TOKEN_FILE")
}
trap cleanup EXIT
./config.sh --unattended --url "$AZP_URL" --auth PAT --token $(cat "$AZP_TOKEN_FILE") --pool Default
