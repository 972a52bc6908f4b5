import { storing } from './stor.ts'

/** RFC 959 §4.1.3: appends always; a REST before it is ignored (commands.md §20 row 6). */
export const appe = storing('APPE', 'append')
