import { listSource } from '../../lib/commands/list.ts'
import { mlsdSource } from '../../lib/commands/mlsd.ts'
import { nlstSource } from '../../lib/commands/nlst.ts'
import { listingContract } from '../contracts/listing.ts'

/** What stands behind the time or the year. */
const nameOfLong = (line: string): string | undefined =>
  /^[-dl]\S{9} +\d+ .{10} .{10} +\d+ \w{3} [ \d]\d .{5} (.*)$/.exec(line)?.[1]

const unlessSelf = (name: string): string | undefined => (name === '.' || name === '..' ? undefined : name)

listingContract({ name: 'LIST', open: listSource, nameIn: nameOfLong, own: 0 })
listingContract({ name: 'NLST', open: nlstSource, nameIn: (line) => line.replace(/^(empty|many)\//, ''), own: 0 })
listingContract({
  name: 'MLSD',
  open: mlsdSource,
  nameIn: (line) => unlessSelf(line.slice(line.indexOf(' ') + 1)),
  own: 2,
})
