/** Where and how a client connects. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly mode: 'passive' | 'active'
}

/** Somebody else's program, driven in its own way. Paths are text here; on the wire they are UTF-8. */
export interface FtpClient {
  readonly name: string
  /** Why it cannot be used here. */
  readonly missing: string | undefined
  /** `names` are the files; a client that knows how to walk a tree needs none of them. */
  readonly fetchTree: (target: Target, names: readonly string[], into: string) => Promise<void>
  readonly sendTree?: (target: Target, names: readonly string[], from: string) => Promise<void>
  /** Completes the file `to`, of which the beginning is there. */
  readonly resumeDownload?: (target: Target, name: string, to: string) => Promise<void>
  readonly resumeUpload?: (target: Target, from: string, name: string) => Promise<void>
  /** Makes `made/`, renames `old` to `new name`, deletes `unwanted`, removes `emptied/`. */
  readonly manage?: (target: Target) => Promise<void>
  readonly cannot: {
    readonly active?: string
    readonly activeOverIpv6?: string
    readonly ipv6?: string
    /** Names that its own syntax cannot express. */
    readonly names?: readonly string[]
    /** Trees come without directories that hold nothing. */
    readonly emptyDirectories?: string
  }
}

/** As in a URL's authority. */
export const authority = ({ host, port }: Target): string => `${host.includes(':') ? `[${host}]` : host}:${port}`

/** As in a URL's path: every byte that could mean something is escaped, slashes are not. */
export const urlPath = (name: string): string =>
  name
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`))
    .join('/')

export const url = (target: Target, name = ''): string => `ftp://${authority(target)}/${urlPath(name)}`
