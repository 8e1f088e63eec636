/** Pages are made on the server and need no script in the browser. */
export const csr = false;
