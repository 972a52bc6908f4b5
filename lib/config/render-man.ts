import type { AnyFlag } from './flag.ts'
import { FLAGS } from './flags.ts'
import { MAN_AFTER_OPTIONS, MAN_BEFORE_OPTIONS } from './man-text.ts'

/** roff reads a backslash, a dash, and a dot or quote that begins a line, as its own. */
export const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&')

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`

/** So that roff sets the wider blank between sentences itself. */
const linePerSentence = (text: string): string => text.replace(/\. (?=[A-Z])/g, '.\n')

function spelling({ short, long, argument }: AnyFlag): string {
  const value = argument === undefined ? '' : ` \\fI${roff(argument)}\\fR`
  const names = short === undefined ? [`--${long}`] : [`-${short}`, `--${long}`]
  return names.map((name) => `\\fB${roff(name)}\\fR${value}`).join(', ')
}

/** One paragraph per flag, all of it from the flag's row. */
function paragraph(flag: AnyFlag): string {
  const facts = flag.kind === 'setting' ? settingFacts(flag) : []
  const repeat = flag.kind === 'setting' ? flag.repeat : ''
  const notYet = flag.supported ? '' : 'Not supported yet: a start that needs it is refused.'
  const said = [flag.help, ...facts, flag.more ?? '', repeat, notYet].filter((text) => text !== '')
  return `.TP\n${spelling(flag)}\n${roff(said.map(sentence).map(linePerSentence).join('\n'))}`
}

const settingFacts = (flag: Extract<AnyFlag, { kind: 'setting' }>): readonly string[] =>
  flag.argument === undefined ? [] : [`Takes ${flag.expects}`, `Default: ${flag.initially}`]

const isTheirs = ({ short }: AnyFlag): boolean => short !== undefined

/** man/pure-ftpd.8. No date and no version: the text changes when the flags do. */
export function renderMan(): string {
  const flags: readonly AnyFlag[] = FLAGS
  const theirs = flags.filter(isTheirs).map(paragraph)
  const ours = flags.filter((flag) => !isTheirs(flag)).map(paragraph)
  return `${[MAN_BEFORE_OPTIONS, ...theirs, '.SS "Flags that Pure\\-FTPd does not have"', ...ours, MAN_AFTER_OPTIONS].join('\n')}\n`
}
