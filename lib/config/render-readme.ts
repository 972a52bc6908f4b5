import type { AnyFlag } from './flag.ts'
import { FLAGS } from './flags.ts'

/** In a table cell a bar ends the cell, and a bare `<` would begin a tag. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``

const spelling = ({ short, long, argument }: AnyFlag): string => {
  const names = short === undefined ? `--${long}` : `-${short}, --${long}`
  return code(argument === undefined ? names : `${names} ${argument}`)
}

const row = (flag: AnyFlag): string => {
  const initially = flag.kind === 'setting' ? flag.initially : ''
  return `| ${spelling(flag)} | ${cell(flag.help)} | ${cell(initially)} | ${works(flag)} |`
}

const works = (flag: AnyFlag): string => (flag.supported ? 'yes' : 'not yet')

/** The table of all flags as Markdown. */
export const renderReadme = (flags: readonly AnyFlag[] = FLAGS): string =>
  ['| Flag | What it does | Without it | Works |', '| --- | --- | --- | --- |', ...flags.map(row)].join('\n')

const BEGIN = '<!-- flags:begin -->'
const END = '<!-- flags:end -->'

/** The README with its table replaced; unchanged when it marks no place for one. */
export function withFlagTable(readme: string): string {
  const begin = readme.indexOf(BEGIN)
  const end = readme.indexOf(END, begin)
  if (begin < 0 || end < 0) return readme
  return `${readme.slice(0, begin + BEGIN.length)}\n${renderReadme()}\n${readme.slice(end)}`
}
