import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './contender.ts'

/** Its anonymous user: an account that every Debian has, with a home directory that exists. */
export const VSFTPD_ACCOUNT = 'daemon'

/** Everything that is not about where and who is left as it comes. */
export function vsftpdConfig({ port, root, scratch }: Place): string {
  const empty = join(scratch, 'empty')
  mkdirSync(empty, { recursive: true })
  const file = join(scratch, 'vsftpd.conf')
  const settings = {
    listen: 'YES',
    listen_address: '127.0.0.1',
    listen_port: port,
    background: 'NO',
    local_enable: 'NO',
    anonymous_enable: 'YES',
    no_anon_password: 'YES',
    ftp_username: VSFTPD_ACCOUNT,
    anon_root: root,
    write_enable: 'YES',
    anon_upload_enable: 'YES',
    xferlog_enable: 'NO',
    secure_chroot_dir: empty,
    max_clients: 0,
    max_per_ip: 0,
  }
  writeFileSync(
    file,
    Object.entries(settings)
      .map((pair) => `${pair.join('=')}\n`)
      .join(''),
  )
  return file
}

/** The asynchronous server of its tutorial, without log and limits. */
export function pyftpdlibScript({ port, root, scratch }: Place): string {
  const file = join(scratch, 'pyftpdlib-server.py')
  writeFileSync(
    file,
    `import logging
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

logging.basicConfig(level=logging.ERROR)
authorizer = DummyAuthorizer()
authorizer.add_user('joe', 'secret', ${JSON.stringify(root)}, perm='elradfmwMT')
FTPHandler.authorizer = authorizer
server = FTPServer(('127.0.0.1', ${port}), FTPHandler)
server.max_cons = 10000
server.serve_forever()
`,
  )
  return file
}
