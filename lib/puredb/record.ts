/** The fields of a passwd line after the login, in their order (puredb.md §1). */
export const FIELDS = [
  'password',
  'uid',
  'gid',
  'gecos',
  'home',
  'uploadRate',
  'downloadRate',
  'ratioUpload',
  'ratioDownload',
  'sessions',
  'quotaFiles',
  'quotaBytes',
  'allowLocal',
  'denyLocal',
  'allowClient',
  'denyClient',
  'hours',
] as const
export type Field = (typeof FIELDS)[number]

/** One account as text. A field is undefined where the line was cut before it, which is not the same as empty. */
export type PasswdRecord = Readonly<Partial<Record<Field, string>>>

/** Of the value stored under the login. What follows the last field is ignored. */
export function parseRecord(value: string): PasswdRecord {
  const texts = value.split(':', FIELDS.length)
  const record: Partial<Record<Field, string>> = {}
  texts.forEach((text, at) => {
    const field = FIELDS[at]
    if (field) record[field] = text
  })
  return record
}

/** Always with all fields, as `pure-pw` writes them. */
export const formatRecord = (record: PasswdRecord): string => FIELDS.map((field) => record[field] ?? '').join(':')
