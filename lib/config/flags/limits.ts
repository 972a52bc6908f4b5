import { err, ok } from '../../core/result.ts'
import { setting } from '../draft.ts'
import { option } from '../flag.ts'
import { decimalNumber, LARGEST_INT, numberPair, realNumber, wholeNumber } from '../numbers.ts'

const MEBIBYTE = 1024 * 1024
/** Node's timers hold 2^31 - 1 ms, and NOOP-like commands alone are cut after twice the idle time. */
const LONGEST_IDLE_MINUTES = Math.floor(0x7fff_ffff / 1000 / 60 / 2)

const illegalUserLimit = (text: string): string => `Configuration error: Illegal user limit: ${text}`

export const maxclientsperip = option({
  short: 'C',
  long: 'maxclientsperip',
  directive: 'MaxClientsPerIP',
  argument: 'N',
  sets: setting('maxclientsperip')<number | undefined>(undefined),
  initially: 'no limit',
  expects: 'a whole number, 1 or more; leave the flag out for no limit',
  parse: wholeNumber(1, LARGEST_INT),
  refusal: illegalUserLimit,
  help: 'connections allowed at once from one address',
})

export const maxclientsnumber = option({
  short: 'c',
  long: 'maxclientsnumber',
  directive: 'MaxClientsNumber',
  argument: 'N',
  sets: setting('maxclientsnumber')(50),
  initially: '50',
  expects: 'a whole number, 1 or more, like 50',
  parse: wholeNumber(1, LARGEST_INT),
  refusal: illegalUserLimit,
  help: 'connections allowed at once',
  more: 'Logged in or not, all count.',
})

export const maxidletime = option({
  short: 'I',
  long: 'maxidletime',
  directive: 'MaxIdleTime',
  argument: 'MINUTES',
  sets: setting('maxidletime')(15 * 60),
  initially: '15',
  expects: `whole minutes, 1 to ${LONGEST_IDLE_MINUTES}`,
  parse: (text) => {
    const minutes = wholeNumber(1, LONGEST_IDLE_MINUTES)(text)
    return minutes.ok ? ok(minutes.value * 60) : minutes
  },
  refusal: (text) => `Configuration error: Illegal idle time: ${text}`,
  help: 'minutes without a command, or with a stalled transfer, after which a client is disconnected',
})

const diskUsage = setting('maxdiskusagepct')<number | undefined>(undefined)

export const maxdiskusagepct = option({
  short: 'k',
  long: 'maxdiskusagepct',
  directive: 'MaxDiskUsage',
  argument: 'PERCENT',
  sets: diskUsage,
  initially: 'no limit',
  expects: 'a percentage from 0 to 100, like 90 or 90%; 0 and 100 set no limit',
  parse: (text) => {
    const percent = realNumber(text.replace(/\s*%$/, ''))
    if (percent === undefined || percent < 0 || percent > 100) return err('')
    return ok(percent === 0 || percent === 100 ? undefined : percent)
  },
  refusal: (text) => `Configuration error: Illegal disk usage: ${text}`,
  supported: false,
  inert: (draft) => draft.get(diskUsage) === undefined,
  help: 'refuse uploads when the file system is fuller than this',
})

export const limitrecursion = option({
  short: 'L',
  long: 'limitrecursion',
  directive: 'LimitRecursion',
  argument: 'FILES:DEPTH',
  sets: setting('limitrecursion')({ files: 10_000, depth: 5 }),
  initially: '10000:5',
  expects: 'two whole numbers, 1 or more, like 10000:5; -1 sets no limit',
  parse: (text) => {
    const pair = numberPair(-1)(text)
    return pair.ok ? ok({ files: pair.value[0], depth: pair.value[1] }) : pair
  },
  refusal: (text) => `Configuration error: Illegal 'ls' limits: ${text}`,
  help: 'names shown by one listing, and levels of LIST -R',
})

export const maxload = option({
  short: 'm',
  long: 'maxload',
  directive: 'MaxLoad',
  argument: 'LOAD',
  sets: setting('maxload')<number | undefined>(undefined),
  initially: 'no limit',
  expects: 'a number above 0, like 4',
  parse: (text) => {
    const load = realNumber(text)
    return load !== undefined && load > 0 ? ok(load) : err('')
  },
  refusal: (text) => `Configuration error: Illegal load limit: ${text}`,
  supported: false,
  help: 'refuse anonymous downloads while the system load is this high',
})

export const quota = option({
  short: 'n',
  long: 'quota',
  directive: 'Quota',
  argument: 'FILES:MEGABYTES',
  sets: setting('quota')<{ readonly files: number; readonly bytes: number } | undefined>(undefined),
  initially: 'no quota',
  expects: 'two whole numbers, files and megabytes, like 1000:10',
  parse: (text) => {
    const pair = numberPair(0)(text)
    return pair.ok ? ok({ files: pair.value[0], bytes: pair.value[1] * MEBIBYTE }) : pair
  },
  refusal: (text) => `Configuration error: Invalid quota: ${text}`,
  supported: false,
  help: 'files and megabytes that a user may store',
  more: 'Users under a quota are restricted to their home directory.',
})

const userLimits = setting('peruserlimits')({ user: 0, anonymous: 0 })

export const peruserlimits = option({
  short: 'y',
  long: 'peruserlimits',
  directive: 'PerUserLimits',
  argument: 'USER:ANONYMOUS',
  sets: userLimits,
  initially: '0:0, no limit',
  expects: 'two whole numbers, like 3:20; 0 sets no limit',
  parse: (text) => {
    const pair = numberPair(0)(text)
    return pair.ok ? ok({ user: pair.value[0], anonymous: pair.value[1] }) : pair
  },
  refusal: illegalUserLimit,
  supported: false,
  inert: (draft) => Object.values(draft.get(userLimits)).every((limit) => limit === 0),
  help: 'sessions allowed at once for one user, and for all anonymous users together',
})

export const minuid = option({
  short: 'u',
  long: 'minuid',
  directive: 'MinUID',
  argument: 'UID',
  sets: setting('minuid')(0),
  initially: '0, no limit',
  expects: 'a decimal number, 0 or more, like 1000',
  parse: decimalNumber(0),
  refusal: (text) => `Configuration error: Illegal uid limit: ${text}`,
  help: 'refuse logins of users whose uid is below this',
})
