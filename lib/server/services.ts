import { readFileSync } from 'node:fs'

/** The TCP port of a name or alias in services(5). */
export function servicePort(name: string, file = '/etc/services'): number | undefined {
  for (const line of linesOf(file)) {
    const [official, port, ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/)
    const number = /^(\d+)\/tcp$/.exec(port ?? '')?.[1]
    if (number !== undefined && [official, ...aliases].includes(name)) return Number(number)
  }
  return undefined
}

/** Minimal containers have no such file. */
function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
