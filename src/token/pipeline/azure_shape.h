#pragma once

// Does a YAML file look like an Azure pipeline? Questions on text and on parsed files.

#include "token/pipeline/yaml.h"

#include <string_view>

namespace patdown {

// A cheap look before parsing: false for most YAML of the world.
bool may_be_azure_pipeline(std::string_view path, std::string_view text);

// Whether the root of a file has steps, jobs, stages or extends, and no shape of another system.
bool has_azure_shape(const Yaml& root);

// Whether the file is nothing but steps, to be copied into a pipeline.
bool is_list_of_steps(const Yaml& root);

// Whether the root says when it runs (trigger, schedules, …): a pipeline, not a template.
bool starts_by_itself(const Yaml& root);

// For files that are no valid YAML: whether their names or lines are those of an Azure pipeline.
bool reads_like_azure_pipeline(std::string_view path, std::string_view text);

// A key that makes an item of a list a step ("task", "bash", …).
bool is_step_key(std::string_view key);

}  // namespace patdown
