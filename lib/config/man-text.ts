/** The manual around the list of flags, as roff. */
export const MAN_BEFORE_OPTIONS = String.raw`.\" Written by lib/config/generate.ts from the table of flags: change the table instead.
.TH PURE\-FTPD 8 "" "pure\-ftpd" "System Administration"
.SH NAME
pure\-ftpd \- FTP server
.SH SYNOPSIS
.B pure\-ftpd
.RI [ flags ]
.SH DESCRIPTION
.B pure\-ftpd
serves files over FTP.
It takes the flags of Pure\-FTPd 1.0.54, and of 1.0.42 the two that were removed since, so that init scripts,
unit files and container images need no change.
All settings are flags; there are no others.
.PP
Without flags it listens on port 21 of all addresses, stays in the foreground, and lets in anonymous users and
the system's own accounts.
In the foreground its log goes to standard output as well as to syslog.
.SH FLAGS
Flags may stand in any order.
Of a flag that is given more than once the last one counts, unless its text says otherwise.
Letters without a value can be bundled, and the last one of a bundle may take a value:
.B \-BAEp 30000:30009.
A long name may be cut where it is still unambiguous, and takes its value after a blank or an equals sign.
.B \-\-
ends the flags; a word that is neither flag nor value is an error.
.PP
A value that makes no sense is refused before anything is started, with a line on standard error that says which
flag it was and what would be right.
Where Pure\-FTPd quietly reads such a value as something else, this program refuses it too.
Numbers may be decimal, hexadecimal
.RB ( 0x10 )
or octal
.RB ( 010 )
unless the text says otherwise.`

export const MAN_AFTER_OPTIONS = String.raw`.SH EXAMPLES
Users of a database made with
.BR pure\-pw ,
restricted to their home directories, in the background, as an init script starts it:
.PP
.RS 4
.nf
pure\-ftpd \-B \-A \-E \-j \-l puredb:/etc/pureftpd.pdb
.fi
.RE
.PP
Anonymous downloads from one address and port:
.PP
.RS 4
.nf
pure\-ftpd \-e \-i \-S ftp.example.com,2121
.fi
.RE
.PP
A systemd unit; the server stays in the foreground, so that systemd sees it:
.PP
.RS 4
.nf
[Service]
ExecStart=/usr/bin/pure\-ftpd \-E \-A \-H \-p 30000:30009
KillSignal=SIGTERM
Restart=on\-failure
.fi
.RE
.PP
The entrypoint of a container image, with the address and the ports that are published.
.B exec
lets the server receive the signal that stops the container:
.PP
.RS 4
.nf
exec pure\-ftpd \-E \-A \-j \-R \-c 50 \-C 10 \e
    \-l puredb:/etc/pureftpd.pdb \-P "$PUBLIC_ADDRESS" \-p 30000:30009
.fi
.RE
.SH EXIT STATUS
.TP
.B 0
The server was stopped by a signal, or what was asked for
.RB ( \-\-help )
was printed.
With
.BR \-\-daemonize ,
the server in the background is listening.
.TP
.B 1
The server could not start: it could not listen, for example.
.TP
.B 252
A flag or its value was refused.
.SH SIGNALS
.TP
.BR SIGTERM ", " SIGINT
Stop gracefully: no new connections are taken, transfers under way may end, and the process id file is removed.
.SH FILES
.TP
.I /var/run/pure\-ftpd.pid
The process id, unless
.B \-\-pidfile
names another file.
.TP
.I /etc/pureftpd.pdb
The usual place of a user database for
.BR "\-\-login puredb:" .
.SH SEE ALSO
.BR ftp (1),
.BR syslog (3),
.BR systemd.service (5)
.br
RFC 959, RFC 2389, RFC 2428, RFC 3659`
