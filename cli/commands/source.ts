import { Command } from 'commander';
import { addCommand } from '../source/add.ts';
import { exportCommand } from '../source/export.ts';
import { importListCommand } from '../source/import.ts';
import { kindsCommand } from '../source/kinds.ts';
import { listCommand } from '../source/list.ts';
import { pauseCommand, resumeCommand } from '../source/pause.ts';
import { removeCommand } from '../source/remove.ts';
import { runCommand } from '../source/run.ts';
import { secretCommand } from '../source/secret.ts';
import { setCommand } from '../source/set.ts';
import { showCommand } from '../source/show.ts';
import { testCommand } from '../source/test.ts';

export function sourceCommand(): Command {
  const source = new Command('source').description('信源:登记、查看、试读、抓取、暂停');
  for (const command of [
    kindsCommand(), addCommand(), importListCommand(), listCommand(), showCommand(), testCommand(), runCommand(), pauseCommand(), resumeCommand(), setCommand(), secretCommand(), removeCommand(), exportCommand(),
  ]) source.addCommand(command);
  return source;
}
