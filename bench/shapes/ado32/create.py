import base64
import os

import requests

import secrets_of_mine

organization = "acme"
project = "shop"
pat = os.environ.get("ADO_PAT") or secrets_of_mine.pat
token = str(base64.b64encode(bytes(":" + pat, "ascii")), "ascii")
url = f"https://dev.azure.com/{organization}/{project}/_apis/wit/workitems/$Bug?api-version=7.0"
headers = {"Content-Type": "application/json-patch+json", "Authorization": "Basic " + token}
body = [{"op": "add", "path": "/relations/-",
         "value": {"rel": "System.LinkTypes.Hierarchy-Reverse",
                   "url": f"https://dev.azure.com/{organization}/_apis/wit/workItems/63"}}]
requests.post(url, json=body, headers=headers)
