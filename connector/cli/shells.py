"""``connector completion``: what lets a shell complete the command line while it is typed.

Bash parts words at ``=`` and ``:``, which stand within ours. So its function hands over the line as
it was typed, and takes back what comes after the last of those. Names that go on, with ``.`` or
``=``, get no space after them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import (
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

PROGRAM = "connector"
VARIABLE = "_CONNECTOR_COMPLETE"
"""Environment variable by which a shell asks for completions, as click derives it."""

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line
    COMPREPLY=()
    for line in $(COMP_LINE="$COMP_LINE" COMP_POINT="$COMP_POINT" COMP_BREAKS="$COMP_WORDBREAKS" \\
            %(complete_var)s=bash_complete "$1" 2>/dev/null); do
        case "${line%%%%,*}" in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            *) COMPREPLY+=("${line#*,}") ;;
        esac
    done
    [[ ${COMPREPLY[0]} == *[.=] ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a plain described open_ended response
    local type key descr
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete %(prog_name)s 2>/dev/null)}")
    for type key descr in ${response}; do
        case "$type" in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            *)
                if [[ "$key" == *[.=] ]]; then
                    open_ended+=("$key":"$descr")
                elif [[ "$descr" == "_" ]]; then
                    plain+=("$key")
                else
                    described+=("$key":"$descr")
                fi ;;
        esac
    done
    [ -n "$described" ] && _describe -V unsorted described -U
    [ -n "$open_ended" ] && _describe -V unsorted open_ended -U -S ''
    [ -n "$plain" ] && compadd -U -V unsorted -a plain
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_INSTALL = {
    "bash": '# Put into ~/.bashrc: eval "$(connector completion bash)"',
    "zsh": '# Put into ~/.zshrc, after compinit: eval "$(connector completion zsh)"',
    "fish": "# Save it: connector completion fish > ~/.config/fish/completions/connector.fish",
}


class Bash(ShellComplete):
    """Completion in bash, for words that hold ``=``, ``:`` and the like."""

    name = "bash"
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at it as far as it is typed."""
        typed = os.environ["COMP_LINE"][: int(os.environ["COMP_POINT"])]
        words = split_arg_string(typed)
        incomplete = "" if typed[-1:].isspace() else words.pop()
        self._kept = _before_last_break(incomplete, os.environ.get("COMP_BREAKS", ""))
        return words[1:], incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return what bash puts where the word's last part stands."""
        return f"{item.type},{str(item.value).removeprefix(self._kept)}"


class Zsh(ZshComplete):
    """Completion in zsh: no space after a name that goes on."""

    source_template = _ZSH


SHELLS: Mapping[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": FishComplete}


def _before_last_break(word: str, breaks: str) -> str:
    """Return what of a word bash takes for words of their own."""
    last = max((word.rfind(each) for each in "=:" if each in breaks), default=-1)
    return word[: last + 1]


def register_shells() -> None:
    """Let click complete for these shells; needed only when a shell asks."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)


@click.command()
@click.argument("shell", type=click.Choice(list(SHELLS)))
def completion(shell: str) -> None:
    """Print the script that lets SHELL complete names while they are typed.

    \b
    eval "$(connector completion bash)"
    """
    from .program import program

    script = SHELLS[shell](program, {}, PROGRAM, VARIABLE).source()
    # A first line such as "#compdef" must stay the first one.
    click.echo(f"{script.rstrip()}\n\n{_INSTALL[shell]}")
