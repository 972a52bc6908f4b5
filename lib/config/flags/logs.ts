import { err, ok, type Result } from '../../core/result.ts'
import { setting } from '../draft.ts'
import { merging, toggle } from '../flag.ts'
import type { Repeat } from '../repeat.ts'

export const logpid = toggle({
  short: '1',
  long: 'logpid',
  directive: 'LogPID',
  sets: setting('logpid')(false),
  to: true,
  help: 'add the process id to log lines',
})

const LEVELS = [0, 1, 2] as const
type VerboseLog = (typeof LEVELS)[number]

export const verboselog = toggle({
  short: 'd',
  long: 'verboselog',
  directive: 'VerboseLog',
  sets: setting('verboselog')<VerboseLog>(0),
  to: (previous) => (previous === 0 ? 1 : 2),
  repeat: 'Given twice, replies are logged too.',
  help: 'log every command, with passwords replaced',
})

/** The names of syslog.h, and `none`. */
const FACILITIES: readonly string[] = (
  'auth authpriv cron daemon ftp kern lpr mail mark news security syslog user uucp ' +
  'local0 local1 local2 local3 local4 local5 local6 local7 none'
).split(' ')

const facilityRule: Repeat<string, string> = {
  says: 'The last one counts; none cannot be undone.',
  merge: (previous, given) => (previous === 'none' ? previous : given),
}

export const syslogfacility = merging({
  short: 'f',
  long: 'syslogfacility',
  directive: 'SyslogFacility',
  argument: 'FACILITY',
  sets: setting('syslogfacility')('ftp'),
  initially: 'ftp',
  expects: `one of ${FACILITIES.join(', ')}`,
  choices: FACILITIES,
  parse: (text) => (FACILITIES.includes(text.toLowerCase()) ? ok(text.toLowerCase()) : err('')),
  refusal: (text) => `Configuration error: Unknown facility name: ${text}`,
  repeat: facilityRule,
  help: 'facility of the messages sent to syslog; none sends no messages',
})

type AltLogFormat = 'clf' | 'stats' | 'w3c' | 'xferlog'
const FORMATS: readonly AltLogFormat[] = ['clf', 'stats', 'w3c', 'xferlog']

export interface AltLog {
  readonly format: AltLogFormat
  readonly path: string
}

const altlogRule: Repeat<AltLog | undefined, AltLog> = {
  says: 'The first path and the last format count.',
  merge: (previous, given) => ({ format: given.format, path: previous?.path ?? given.path }),
}

export const altlog = merging({
  short: 'O',
  long: 'altlog',
  directive: 'AltLog',
  argument: '[FORMAT:]PATH',
  sets: setting('altlog')<AltLog | undefined>(undefined),
  initially: 'no such log',
  expects: `clf, stats, w3c or xferlog and an absolute path, like clf:/var/log/pureftpd.log`,
  parse: (text) => parseAltLog(...splitAltLog(text)),
  refusal: (text) => altLogRefusal(...splitAltLog(text)),
  repeat: altlogRule,
  supported: false,
  help: 'log transfers to a file as well',
})

/** Format and path; a path alone is in the format of web servers. So a path without format may hold no colon. */
function splitAltLog(text: string): [format: string, path: string] {
  const colon = text.indexOf(':')
  return colon < 0 ? ['clf', text] : [text.slice(0, colon), text.slice(colon + 1)]
}

const formatOf = (name: string): AltLogFormat | undefined => FORMATS.find((format) => format === name.toLowerCase())

function parseAltLog(name: string, path: string): Result<AltLog, string> {
  const format = formatOf(name)
  return format !== undefined && path.startsWith('/') ? ok({ format, path }) : err('')
}

const altLogRefusal = (name: string, path: string): string =>
  formatOf(name) === undefined
    ? `Configuration error: Unknown logging format: ${name}`
    : `Configuration error: Prohibited file name: ${path}`
