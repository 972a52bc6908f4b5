import type { Target } from './client.ts'
import { clientContract } from './client-contract.ts'
import { absence, runProgram } from './run-program.ts'

/** One program for all: an operation and its operands on the command line. */
const PROGRAM = `
import ftplib, json, os, sys

target, operation, operands = json.loads(sys.argv[1])
ftp = ftplib.FTP(timeout=10)
ftp.connect(target['host'], target['port'])
ftp.login(target['user'], target['password'])
ftp.set_pasv(target['mode'] == 'passive')


def fetch(remote, local):
    os.makedirs(local, exist_ok=True)
    for name, facts in list(ftp.mlsd(remote)):
        there, here = remote + '/' + name, os.path.join(local, name)
        if facts['type'] == 'dir':
            fetch(there, here)
        elif facts['type'] == 'file':
            with open(here, 'wb') as file:
                ftp.retrbinary('RETR ' + there, file.write)
            assert ftp.size(there) == os.path.getsize(here)


def send(local, remote):
    for name in os.listdir(local):
        here, there = os.path.join(local, name), remote + '/' + name
        if os.path.isdir(here):
            assert ftp.mkd(there).endswith(there)
            send(here, there)
        else:
            with open(here, 'rb') as file:
                ftp.storbinary('STOR ' + there, file)


def resume_download(remote, local):
    with open(local, 'ab') as file:
        ftp.retrbinary('RETR ' + remote, file.write, rest=file.tell())


def resume_upload(local, remote):
    with open(local, 'rb') as file:
        start = ftp.size(remote)
        file.seek(start)
        ftp.storbinary('STOR ' + remote, file, rest=start)


def manage():
    ftp.mkd('made')
    ftp.rename('old', 'new name')
    ftp.delete('unwanted')
    ftp.rmd('emptied')


globals()[operation](*operands)
ftp.quit()
`

async function ftplib(target: Target, operation: string, ...operands: readonly string[]): Promise<void> {
  await runProgram('python3', ['-c', PROGRAM, JSON.stringify([target, operation, operands])])
}

clientContract({
  name: 'Python ftplib',
  missing: absence('python3'),
  fetchTree: (target, _, into) => ftplib(target, 'fetch', 'down', into),
  sendTree: (target, _, from) => ftplib(target, 'send', from, 'up'),
  resumeDownload: (target, name, to) => ftplib(target, 'resume_download', name, to),
  resumeUpload: (target, from, name) => ftplib(target, 'resume_upload', from, name),
  manage: (target) => ftplib(target, 'manage'),
  cannot: {},
})
