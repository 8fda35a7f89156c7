import { appArmorInstall, appArmorRemove } from './appArmor.mjs';
import { debVersion, wrapped } from './debControl.mjs';
import { homeOf, profileFile } from './systemTree.mjs';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param {number} seconds */
function rpmDate(seconds) {
  const date = new Date(seconds * 1000);
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, '0')} ${date.getUTCFullYear()}`;
}

/** A percent sign begins a macro. @param {string} text */
const plain = (text) => text.replaceAll('%', '%%');

/**
 * What rpmbuild makes of a tree that is there already: nothing is built, stripped or searched for what the tree brings itself.
 * @param {import('./packaging.mjs').Packaging} packaging @param {readonly import('./releases.mjs').Release[]} releases
 * @param {readonly string[]} paragraphs
 */
export function rpmSpec({ app, rpm, linux, id }, releases, paragraphs) {
  const home = homeOf(app.name);
  const changelog = releases.map(
    ({ version, seconds, changes }) =>
      `* ${rpmDate(seconds)} ${linux.maintainer} - ${debVersion(version)}-1\n${changes.map((change) => `- ${wrapped(plain(change), 76).join('\n  ')}`).join('\n')}`,
  );
  return `Name: ${app.name}
Version: ${debVersion(app.version)}
Release: 1
Summary: ${plain(linux.synopsis)}
License: ${app.license}
Group: ${rpm.packageCategory}
URL: ${app.homepage}
Vendor: ${plain(app.author)}
Requires: ${rpm.depends.join(', ')}

%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global __provides_exclude_from ^${home}/.*$
%global __requires_exclude ^lib(ffmpeg|EGL|GLESv2|vulkan|vk_swiftshader)\\\\.so.*$

%description
${paragraphs.map((text) => wrapped(plain(text), 78).join('\n')).join('\n\n')}

%install
cp -a %{tree}/. %{buildroot}/

%post
${appArmorInstall(profileFile(home), app.name)}
%postun
if [ "$1" = 0 ]; then
${appArmorRemove(app.name)}fi

%files
%defattr(-,root,root)
${home}
%attr(4755,root,root) ${home}/chrome-sandbox
/usr/bin/${linux.executableName}
/usr/share/applications/${app.desktopName}
/usr/share/metainfo/${id}.metainfo.xml
/usr/share/man/man1/${linux.executableName}.1*
/usr/share/icons/hicolor/*/apps/${id}.*
%doc /usr/share/doc/${app.name}

%changelog
${changelog.join('\n\n')}
`;
}
