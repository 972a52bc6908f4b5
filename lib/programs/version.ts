/** That of package.json, which a spec compares: reading the file would cost every start a system call or five. */
export const VERSION = '0.1.0'
