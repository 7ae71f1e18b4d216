// Tokens that leave the code in objects: into files, and in the bodies of requests.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase files[] = {
    {"a table that Python writes as JSON, settings in settings",
     {{"x.py",
       R"~(import json
import os
import requests
settings = {"org": "acme", "ado": {"pat": os.environ["BOT_PAT"]}}
with open("settings.json", "w") as f:
    json.dump(settings, f)
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["BOT_PAT"]))
)~"}},
     "$BOT_PAT | ? whoever reads what it is written to takes it | x.py:6\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:7\n"},
    {"an object of a class, as a table of its fields",
     {{"x.py",
       R"~(import json
import os
import requests

class Settings:
    def __init__(self, pat):
        self.pat = pat

    def save(self, f):
        json.dump(self.__dict__, f)

settings = Settings(os.environ["BOT_PAT"])
settings.save(open("settings.json", "w"))
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", settings.pat))
)~"}},
     "$BOT_PAT | ? whoever reads what it is written to takes it | x.py:10\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:14\n"},
    {"what is no token may be written",
     {{"x.py",
       R"~(import json
import os
import requests
json.dump({"org": os.environ["ORG"]}, open("settings.json", "w"))
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["BOT_PAT"]))
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"},
    {"JavaScript",
     {{"x.js",
       R"~(const fs = require("fs");
const axios = require("axios");
const config = { ado: { pat: process.env.BOT_PAT } };
fs.writeFileSync("settings.json", JSON.stringify(config, null, 2));
axios.get("https://dev.azure.com/acme/_apis/projects", {
  auth: { username: "", password: config.ado.pat },
});
)~"}},
     "$BOT_PAT | ? whoever reads settings.json takes it | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:5\n"},
    {"Go, a struct through an encoder of a file",
     {{"x.go",
       R"~(package main

import (
	"encoding/json"
	"net/http"
	"os"
)

type Config struct {
	Token string `json:"token"`
}

func save(cfg *Config) error {
	f, err := os.Create("settings.json")
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	enc.SetIndent("", " ")
	return enc.Encode(cfg)
}

func main() {
	cfg := &Config{Token: os.Getenv("BOT_PAT")}
	save(cfg)
	req, _ := http.NewRequest("GET", "https://dev.azure.com/acme/_apis/projects", nil)
	req.SetBasicAuth("", cfg.Token)
	http.DefaultClient.Do(req)
}
)~"}},
     "$BOT_PAT | ? whoever reads settings.json takes it | x.go:20\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.go:28\n"},
    {"Ruby",
     {{"x.rb",
       R"~(require "json"
require "net/http"
token = ENV["BOT_PAT"]
File.write("settings.json", JSON.pretty_generate({ pat: token }))
uri = URI("https://dev.azure.com/acme/_apis/projects")
request = Net::HTTP::Get.new(uri)
request.basic_auth("", token)
Net::HTTP.start(uri.hostname, uri.port, use_ssl: true) { |http| http.request(request) }
)~"}},
     "$BOT_PAT | ? whoever reads settings.json takes it | x.rb:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.rb:8\n"},
};

const TraceCase elsewhere[] = {
    {"the body of a request to another server",
     {{"x.py",
       R"~(import os
import requests
pat = os.environ["BOT_PAT"]
requests.post("https://backend.example.com/tokens", json={"token": pat})
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
)~"}},
     "$BOT_PAT | ? it is in the body of what backend.example.com is sent | x.py:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"},
    {"what a library makes of it, nobody knows",
     {{"x.py",
       R"~(import os
import otherlib
import requests
client = otherlib.Client()
client.token = os.environ["BOT_PAT"]
client.fetch()
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["BOT_PAT"]))
)~"}},
     "$BOT_PAT | ? it is kept in what fetch is called on, which is not known | x.py:6\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:7\n"},
    {"settings that are written by the object that has them",
     {{"x.py",
       R"~(import configparser
import os
import requests
config = configparser.ConfigParser()
config["ado"] = {"pat": os.environ["BOT_PAT"]}
with open("settings.ini", "w") as f:
    config.write(f)
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["BOT_PAT"]))
)~"}},
     "$BOT_PAT | ? it is kept in what write is called on, which is not known | x.py:7\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:8\n"},
};

TEST_CASE("who reads a file may use the tokens that a program writes into it") {
  check(files);
}

TEST_CASE("a token that leaves in something else may be used elsewhere") {
  check(elsewhere);
}

}  // namespace
}  // namespace patdown
