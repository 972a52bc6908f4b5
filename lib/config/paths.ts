/** Room in `sockaddr_un.sun_path`, less the final zero: unix(7). */
export const MAX_SOCKET_PATH = 107
