import { ok } from '../../core/result.ts'
import { setting } from '../draft.ts'
import { action, anyText, merging, option, toggle } from '../flag.ts'
import { decimalNumber } from '../numbers.ts'
import { onlyOnce } from '../repeat.ts'

export const daemonize = toggle({
  short: 'B',
  long: 'daemonize',
  directive: 'Daemonize',
  sets: setting('daemonize')(false),
  to: true,
  help: 'run in the background',
  more: 'The caller gets its prompt back once the server listens, and a failure to start as exit status.',
})

const fortunes = setting('fortunesfile')<string | undefined>(undefined)

export const fortunesfile = option({
  short: 'F',
  long: 'fortunesfile',
  directive: 'FortunesFile',
  argument: 'FILE',
  sets: fortunes,
  initially: 'the standard greeting',
  expects: 'the path of a text file',
  parse: (text) => ok(text === '' ? undefined : text),
  refusal: (text) => `Can't open ${text}`,
  supported: false,
  inert: (draft) => draft.get(fortunes) === undefined,
  help: 'greet with a random entry of this file',
})

export const pidfile = option({
  short: 'g',
  long: 'pidfile',
  directive: 'PIDFile',
  argument: 'FILE',
  sets: setting('pidfile')('/var/run/pure-ftpd.pid'),
  initially: '/var/run/pure-ftpd.pid',
  expects: 'the path of a file',
  parse: anyText,
  refusal: (text) => `Can't open ${text}`,
  help: 'where the process id is written',
})

export const help = action({
  short: 'h',
  long: 'help',
  action: 'help',
  help: 'list the flags and exit',
})

/** A thread is about 12 MB: more than this is a mistake on any machine (DESIGN.md, Threads). */
const MOST_REACTORS = 64

export const reactors = merging({
  long: 'reactors',
  argument: 'N',
  sets: setting('reactors')<number | undefined>(undefined),
  initially: 'one per processor',
  expects: `a whole number from 0 to ${MOST_REACTORS}`,
  parse: decimalNumber(0, MOST_REACTORS),
  refusal: (text) => `Configuration error: Illegal number of reactors: ${text}`,
  repeat: onlyOnce,
  help: 'threads that serve sessions; 0 serves them on the main thread',
})

export const completion = action({
  long: 'completion',
  action: 'completion',
  help: 'print a completion script for the shell that SHELL names, and exit',
  more: 'For bash: pure-ftpd --completion > /etc/bash_completion.d/pure-ftpd',
})
