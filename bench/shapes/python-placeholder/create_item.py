import base64
import requests
import secrets_file

organization = ""
project = "<PROJECT>"
headers = {
    "Content-Type": "application/json-patch+json",
    "Authorization": "Basic " + base64.b64encode(bytes(":" + secrets_file.token, "ascii")).decode("ascii"),
}
url = f"https://dev.azure.com/{organization}/{project}/_apis/wit/workitems/$Task?api-version=7.1"
print(requests.post(url, headers=headers, json=[]).status_code)
