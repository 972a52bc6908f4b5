/** What the letters of LIST ask for (commands.md §9.1). */
export interface ListOptions {
  readonly all: boolean
  readonly layout: 'long' | 'names' | 'columns'
  readonly directoryItself: boolean
  readonly marks: boolean
  readonly recursive: boolean
  readonly reverse: boolean
  readonly sort: 'name' | 'time' | 'size'
}

export interface ListArguments {
  readonly options: ListOptions
  /** What follows the options, leading blanks removed. */
  readonly rest: string
}

type Mutable = { -readonly [K in keyof ListOptions]: ListOptions[K] }

const LETTERS: Readonly<Record<string, (options: Mutable) => void>> = {
  a: (options) => {
    options.all = true
  },
  l: (options) => {
    options.layout = 'long'
  },
  1: (options) => {
    options.layout = 'names'
  },
  C: (options) => {
    options.layout = 'columns'
  },
  d: (options) => {
    options.directoryItself = true
  },
  F: (options) => {
    options.marks = true
  },
  R: (options) => {
    options.recursive = true
  },
  r: (options) => {
    options.reverse = true
  },
  t: (options) => {
    options.sort = 'time'
  },
  S: (options) => {
    options.sort = 'size'
  },
}

/** `all` is `-D`: LIST and STAT then behave as if `-a` had been given. */
export function parseListOptions(argument: string, all: boolean): ListArguments {
  const options: Mutable = {
    all,
    layout: 'long',
    directoryItself: false,
    marks: false,
    recursive: false,
    reverse: false,
    sort: 'name',
  }
  let rest = argument.trimStart()
  while (rest.startsWith('-')) {
    const letters = /^-([A-Za-z0-9]*)/.exec(rest)?.[1] ?? ''
    for (const letter of letters) LETTERS[letter]?.(options)
    rest = rest.slice(1 + letters.length).replace(/^ +/, '')
    if (letters === '' && !rest.startsWith('-')) break
  }
  return { options, rest }
}

/** The line of the final reply; every option is followed by a blank but `-t`, as scripts know it (§20 row 63). */
export function optionsLine(options: ListOptions): string | undefined {
  const { all, layout, directoryItself, marks, recursive, reverse, sort } = options
  const shown = [
    all && '-a ',
    layout === 'columns' && '-C ',
    directoryItself && '-d ',
    marks && '-F ',
    layout === 'long' && '-l ',
    reverse && '-r ',
    recursive && '-R ',
    sort === 'size' && '-S ',
    sort === 'time' && '-t',
  ].filter((text) => text !== false)
  return shown.length > 0 ? `Options: ${shown.join('')}` : undefined
}

/** Splits at blanks; `\ `, `\\`, `\{` and `\}` stand for the character itself (commands.md §9.1). */
export function splitPatterns(text: string): readonly string[] {
  const patterns: string[] = []
  let current = ''
  let open = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    const next = text[i + 1]
    if (char === '\\' && next !== undefined && ' \\{}'.includes(next)) {
      current += next === '\\' ? '\\\\' : next
      open = true
      i++
    } else if (char === ' ') {
      if (open) patterns.push(current)
      current = ''
      open = false
    } else {
      current += char
      open = true
    }
  }
  return open ? [...patterns, current] : patterns
}
