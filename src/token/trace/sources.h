#pragma once

// What is a script given from outside, and what is it called?
//
// Macros of a pipeline, environment variables and parameters become sources. Predefined variables
// become what they stand for: the organization's URL, the project, the folder of the checkout.
// https://learn.microsoft.com/azure/devops/pipelines/build/variables

#include "token/trace/machine.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// Text of a pipeline, its macros replaced by what the step binds them to.
ValueRef pipeline_text(Machine& machine, const Pipeline& pipeline, const Step& step,
                       const PipelineText& text);
// A text of the current unit, which may hold hidden macros.
ValueRef text_with_macros(Machine& machine, const std::string& text, std::size_t line);

// `$NAME` of the environment: what the step or the script set, or a source.
ValueRef environment_value(Machine& machine, std::string_view name, std::size_t line);
// A parameter of the current script or of the uncalled function that is looked at.
ValueRef parameter_source(const Machine& machine, std::string_view name, std::size_t line);
// `@Value("${ado.pat:}")`: the setting of that key, or the variable of the environment that is
// spelled like one; null if the text is no such reference.
ValueRef spring_setting(Machine& machine, std::string_view reference, std::size_t line);
ValueRef script_variable(const Machine& machine, std::string_view name, std::size_t line);
// What `az account get-access-token` and the like give: a token of Microsoft Entra. One a file.
ValueRef entra_token(const Machine& machine, std::size_t line);
bool is_entra_token(const Source& source);
// Whether a token for `resource` is none for Azure DevOps; null, or what is not known, may be.
bool is_other_resource(const ValueRef& resource);
// `$pat = ""`: what a reader is to fill in. `name` must speak of a token; nullptr if it does not.
ValueRef empty_token(const Machine& machine, std::string_view name, std::size_t line);
// What `value` has under `field`, for sources: "$Config.Pat" is a source of its own.
ValueRef field_of_source(const ValueRef& value, std::string_view field);
// $(System.AccessToken), first named at this place.
ValueRef job_token(TraceStep first);

TraceStep step_at(const Machine& machine, std::size_t line, std::string note);

}  // namespace patdown::trace
