# Gives the targets linked_git and linked_archive: libgit2 and libarchive inside the program, or the
# shared libraries where a static one is missing or does not fit.

# Sets `result` to the static libraries named, or to nothing if one of them is missing.
function(find_archives result)
  set(found "")
  foreach(name IN LISTS ARGN)
    find_library(archive_${name} lib${name}.a)
    mark_as_advanced(archive_${name})
    if(NOT archive_${name})
      set(${result} "" PARENT_SCOPE)
      return()
    endif()
    list(APPEND found ${archive_${name}})
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

add_library(linked_git INTERFACE)
set(no_network ${PROJECT_SOURCE_DIR}/src/git/no_network.c)
find_archives(git_archives git2 pcre2-8 http_parser mbedcrypto z)
if(git_archives AND NOT DEFINED PATDOWN_GIT_LINKED_IN)
  file(WRITE ${PROJECT_BINARY_DIR}/linked_git.c
    "#include <git2.h>\nint main(void) { return git_libgit2_init() < 0; }\n")
  try_compile(PATDOWN_GIT_LINKED_IN ${PROJECT_BINARY_DIR}/linked_git
    SOURCES ${PROJECT_BINARY_DIR}/linked_git.c ${no_network}
    LINK_LIBRARIES ${git_archives} Threads::Threads rt)
  if(NOT PATDOWN_GIT_LINKED_IN)
    message(STATUS "libgit2 cannot be linked in without its network parts: taking the shared one")
  endif()
endif()
if(git_archives AND PATDOWN_GIT_LINKED_IN)
  # An object, not a library: it must be there before the linker looks into libgit2.
  add_library(no_network OBJECT ${no_network})
  target_link_libraries(linked_git INTERFACE
    $<TARGET_OBJECTS:no_network> ${git_archives} Threads::Threads rt)
else()
  target_link_libraries(linked_git INTERFACE PkgConfig::libgit2)
endif()

add_library(linked_archive INTERFACE)
find_archives(archive_archives archive nettle lzma zstd lz4 bz2 z)
if(archive_archives)
  target_link_libraries(linked_archive INTERFACE ${archive_archives})
else()
  message(STATUS "libarchive cannot be linked in: taking the shared one")
  target_link_libraries(linked_archive INTERFACE PkgConfig::libarchive)
endif()
