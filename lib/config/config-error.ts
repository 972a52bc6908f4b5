import { withoutControls } from '../core/bytes.ts'

/** Status of everything that is wrong with the command line: 256 - (LOG_ERR + 1), flags.md §5.5. */
export const CONFIG_ERROR_STATUS = 252

export interface ConfigError {
  /** What follows `421 ` in the reference. */
  readonly text: string
  /** What would be right. */
  readonly hint: string
  /** The flag and its value as they were typed, where one is to blame. */
  readonly flag?: string
  /** The line that glibc's getopt_long would print. */
  readonly getoptLine?: string
  readonly exitCode: typeof CONFIG_ERROR_STATUS
}

export const configError = (text: string, hint: string, where: Pick<ConfigError, 'flag' | 'getoptLine'> = {}) =>
  Object.freeze<ConfigError>({ text, hint, ...where, exitCode: CONFIG_ERROR_STATUS })

/** The lines for standard error, where the reference only writes to descriptor 0 (Q11). */
export function renderError(error: ConfigError, programName: string): readonly string[] {
  const blamed = error.flag === undefined ? '' : `${error.flag}: `
  const line = `${programName}: ${blamed}${error.text} (${error.hint})`
  return [...(error.getoptLine === undefined ? [] : [error.getoptLine]), line].map(withoutControls)
}
