package dev.baton.supervisor.script;

import dev.baton.core.model.Command;
import java.util.List;

/**
 * One run of a command that is wanted.
 *
 * @param title the script as log lines name it, such as {@code Script `chk`}
 * @param environment as {@code NAME=value}
 * @param moreWords what the command gets after its own words
 */
record ScriptJob(String title, Command command, List<String> environment, List<String> moreWords) {}
