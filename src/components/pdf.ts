import printed from '../../content/pdf.json';

/** Where the page of all parts is, as `npm run pdf` printed it. @param site the address of the cover */
export const pdfUrl = (site: URL | string) =>
  `${site instanceof URL ? site.href : site}what-robust-networks-see.pdf`;

export const pdfMegabytes = (printed.bytes / 1e6).toFixed(1);
