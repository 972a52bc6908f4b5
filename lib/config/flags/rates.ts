import { ok, type Result } from '../../core/result.ts'
import { setting } from '../draft.ts'
import { merging } from '../flag.ts'
import { beforeColon, LARGEST_INT, numberPair, sides, wholeNumber } from '../numbers.ts'
import type { Repeat } from '../repeat.ts'

type Scope = 'anonymous' | 'everybody'

export interface Ratio {
  readonly upload: number
  readonly download: number
  readonly scope: Scope
}
const ratio = setting('ratio')<Ratio | undefined>(undefined)

/** `-q` after `-Q` changes the numbers, but the ratio goes on holding for everybody. */
const ratioRule: Repeat<Ratio | undefined, Ratio> = {
  says: 'The numbers of the last one of -q and -Q count; with any -Q they hold for everybody.',
  merge: (previous, given) => (previous?.scope === 'everybody' ? { ...given, scope: 'everybody' } : given),
}

const ratioOf =
  (scope: Scope) =>
  (text: string): Result<Ratio, string> => {
    const pair = numberPair(1)(text)
    return pair.ok ? ok({ upload: pair.value[0], download: pair.value[1], scope }) : pair
  }

const ratioRow = {
  argument: 'UPLOAD:DOWNLOAD',
  sets: ratio,
  initially: 'no ratio',
  expects: 'two whole numbers, 1 or more, like 1:5',
  refusal: (text: string) => `Configuration error: Illegal upload/download ratio: ${text}`,
  repeat: ratioRule,
  supported: false,
} as const

export const anonymousratio = merging({
  ...ratioRow,
  short: 'q',
  long: 'anonymousratio',
  directive: 'AnonymousRatio',
  parse: ratioOf('anonymous'),
  help: 'how much anonymous users must upload to download so much',
})

export const userratio = merging({
  ...ratioRow,
  short: 'Q',
  long: 'userratio',
  directive: 'UserRatio',
  parse: ratioOf('everybody'),
  help: 'how much everybody must upload to download so much',
})

export interface Bandwidth {
  /** Bytes per second; undefined is unlimited. */
  readonly upload: number | undefined
  readonly download: number | undefined
  readonly scope: Scope
}
type Given = { readonly upload?: number; readonly download?: number; readonly scope: Scope }
const bandwidth = setting('bandwidth')<Bandwidth | undefined>(undefined)

const bandwidthRule: Repeat<Bandwidth | undefined, Given> = {
  says: 'A direction that is given replaces the one before; the last one of -t and -T says for whom.',
  merge: (previous, { upload = previous?.upload, download = previous?.download, scope }) => ({
    upload,
    download,
    scope,
  }),
}

const bandwidthOf =
  (scope: Scope) =>
  (text: string): Result<Given, string> => {
    const given = sides(wholeNumber(1, LARGEST_INT))(text)
    if (!given.ok) return given
    const { first, second } = given.value
    return ok({
      ...(first === undefined ? {} : { upload: first * 1024 }),
      ...(second === undefined ? {} : { download: second * 1024 }),
      scope,
    })
  }

const bandwidthRow = {
  argument: '[UPLOAD]:[DOWNLOAD]',
  sets: bandwidth,
  initially: 'no limit',
  expects: 'kilobytes per second, 1 or more: 50 for both directions, 50: for uploads, :50 for downloads, or 50:100',
  refusal: (text: string) => `Configuration error: Illegal value for throttling: ${beforeColon(text)}`,
  repeat: bandwidthRule,
  supported: false,
} as const

export const anonymousbandwidth = merging({
  ...bandwidthRow,
  short: 't',
  long: 'anonymousbandwidth',
  directive: 'AnonymousBandwidth',
  parse: bandwidthOf('anonymous'),
  help: 'kilobytes per second for each anonymous session',
})

export const userbandwidth = merging({
  ...bandwidthRow,
  short: 'T',
  long: 'userbandwidth',
  directive: 'UserBandwidth',
  parse: bandwidthOf('everybody'),
  help: 'kilobytes per second for each session',
})
