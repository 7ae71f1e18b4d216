// Settings of Go programs: structs that libraries fill by the tags of their fields.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"viper fills a named result, which a return alone gives",
     {{"conf.go",
       R"~(package main

import (
	"github.com/microsoft/azure-devops-go-api/azuredevops"
	"github.com/spf13/viper"
)

type Config struct {
	Url   string `mapstructure:"ADO_URL"`
	Token string `mapstructure:"ADO_TOKEN"`
}

func load() (config Config, err error) {
	viper.AutomaticEnv()
	err = viper.ReadInConfig()
	if err != nil {
		return
	}
	err = viper.Unmarshal(&config)
	return
}

func connect() (connection *azuredevops.Connection) {
	config, err := load()
	if err != nil {
		panic(err)
	}
	connection = azuredevops.NewPatConnection(config.Url, config.Token)
	return
}
)~"},
      {"main.go",
       R"~(package main

import "github.com/microsoft/azure-devops-go-api/azuredevops/core"

func main() {
	client, _ := core.NewClient(ctx, connect())
	client.GetProjects(ctx, core.GetProjectsArgs{})
}
)~"}},
     "$ADO_TOKEN | GET https://dev.azure.com/{}/_apis/projects | main.go:7\n"},
    {"the environment by tags, in structs of other packages, with prefixes",
     {{"go.mod", "module acme.test/tool\n"},
      {"conf/conf.go",
       R"~(package conf

type Base struct {
	Pat string `env:"PAT,required"`
}

type Config struct {
	Base
	Ado struct {
		Token string `env:"TOKEN"`
	} `envPrefix:"ADO_"`
	Count int `env:"COUNT"`
}
)~"},
      {"main.go",
       R"~(package main

import (
	"net/http"

	"acme.test/tool/conf"
	"github.com/caarlos0/env/v11"
)

func get(url, token string) {
	req, _ := http.NewRequest("GET", url, nil)
	req.SetBasicAuth("", token)
	http.DefaultClient.Do(req)
}

func main() {
	cfg := &conf.Config{}
	if err := env.Parse(cfg); err != nil {
		panic(err)
	}
	get("https://dev.azure.com/acme/_apis/projects", cfg.Pat)
	get("https://dev.azure.com/acme/_apis/git/repositories", cfg.Ado.Token)
}
)~"}},
     "$ADO_TOKEN | GET https://dev.azure.com/acme/_apis/git/repositories | main.go:13\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | main.go:13\n"},
    {"envconfig: a prefix, names of fields in words",
     {{"main.go",
       R"~(package main

import (
	"net/http"

	"github.com/kelseyhightower/envconfig"
)

type Config struct {
	AdoPat string `split_words:"true"`
	Org    string
}

func main() {
	var cfg Config
	envconfig.MustProcess("tool", &cfg)
	req, _ := http.NewRequest("GET", "https://dev.azure.com/"+cfg.Org+"/_apis/projects", nil)
	req.SetBasicAuth("", cfg.AdoPat)
	http.DefaultClient.Do(req)
}
)~"}},
     "$TOOL_ADO_PAT | GET https://dev.azure.com/{}/_apis/projects | main.go:19\n"},
    {"options of go-flags in a variable of the package",
     {{"main.go",
       R"~(package main

import (
	"net/http"

	"github.com/jessevdk/go-flags"
)

type Options struct {
	Ado struct {
		Token string `long:"ado.token" env:"ADO_TOKEN"`
	}
}

var opts Options

func main() {
	parser := flags.NewParser(&opts, flags.Default)
	parser.Parse()
	list()
}

func list() {
	req, _ := http.NewRequest("GET", "https://dev.azure.com/acme/_apis/projects", nil)
	req.SetBasicAuth("", opts.Ado.Token)
	http.DefaultClient.Do(req)
}
)~"}},
     "$ADO_TOKEN | GET https://dev.azure.com/acme/_apis/projects | main.go:26\n"},
    {"a file of settings; what is set before stays",
     {{"main.go",
       R"~(package main

import (
	"net/http"
	"os"

	"gopkg.in/yaml.v3"
)

type Ado struct {
	Host  string `yaml:"host"`
	Token string `yaml:"token"`
}

type Config struct {
	Ado Ado `yaml:"ado"`
}

func main() {
	cfg := Config{Ado: Ado{Host: "https://dev.azure.com/acme"}}
	data, _ := os.ReadFile("tool.yaml")
	yaml.Unmarshal(data, &cfg)
	req, _ := http.NewRequest("GET", cfg.Ado.Host+"/_apis/projects", nil)
	req.SetBasicAuth("", cfg.Ado.Token)
	http.DefaultClient.Do(req)
}
)~"}},
     "$ado.token | GET https://dev.azure.com/acme/_apis/projects | main.go:25\n"},
    {"what a response is put into is no setting",
     {{"main.go",
       R"~(package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

type Page struct {
	Url string `json:"url"`
}

func main() {
	var page Page
	req, _ := http.NewRequest("GET", "https://dev.azure.com/acme/_apis/projects", nil)
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	res, _ := http.DefaultClient.Do(req)
	body, _ := io.ReadAll(res.Body)
	json.Unmarshal(body, &page)
	next, _ := http.NewRequest("GET", page.Url, nil)
	next.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(next)
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | main.go:18\n"
     "$ADO_PAT | ? the URL is not known | main.go:23\n"},
};

TEST_CASE("structs of Go are filled with settings") {
  check(cases);
}

}  // namespace
}  // namespace patdown
