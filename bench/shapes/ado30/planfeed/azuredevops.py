import json
import logging

import requests

logger = logging.getLogger(__name__)


def build_url(azdo):
    url = "{org}{proj}/_apis/git/repositories/{repo}/pullRequests/{pr}/threads?api-version=6.0".format(
        org=azdo["organization"], proj=azdo["project"], repo=azdo["repo"], pr=azdo["prid"])
    return url


def send(azdo, url, content):
    session = requests.Session()
    session.headers.update({
        "Authorization": "Bearer {}".format(azdo["accesstoken"]),
        "Content-Type": "application/json",
    })
    response = session.post(url, data=json.dumps(content))
    response.raise_for_status()
    return response.json()


def comment(azdo, text):
    logger.debug("comment on a pull request")
    content = {"comments": [{"parentCommentId": 0, "content": text, "commentType": 1}], "status": 1}
    return send(azdo, build_url(azdo), content)
