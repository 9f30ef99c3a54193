"""XMP as the programs write it, for tests: made up after their files, each with Anna left and Ben right."""

from __future__ import annotations

HEAD = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
"""
TAIL = "</rdf:RDF></x:xmpmeta>"
REGIONS = 'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" '
REGIONS += (
    'xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"'
)

DIGIKAM = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
{HEAD}<rdf:Description rdf:about="" xmlns:digiKam="http://www.digikam.org/ns/1.0/" {REGIONS}
 xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
 xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" digiKam:PickLabel="2">
 <digiKam:TagsList><rdf:Seq><rdf:li>People/Anna</rdf:li><rdf:li>Holidays/Sea</rdf:li></rdf:Seq></digiKam:TagsList>
 <mwg-rs:Regions rdf:parseType="Resource">
  <mwg-rs:AppliedToDimensions stDim:w="400" stDim:h="200" stDim:unit="pixel"/>
  <mwg-rs:RegionList><rdf:Bag>
   <rdf:li><rdf:Description mwg-rs:Name="Anna" mwg-rs:Type="Face">
    <mwg-rs:Area stArea:x="0.2" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/>
   </rdf:Description></rdf:li>
   <rdf:li><rdf:Description mwg-rs:Name="Ben" mwg-rs:Type="Face">
    <mwg-rs:Area stArea:x="0.8" stArea:y="0.3" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/>
   </rdf:Description></rdf:li>
  </rdf:Bag></mwg-rs:RegionList>
 </mwg-rs:Regions>
 <MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>
  <rdf:li MPReg:Rectangle="0.15, 0.2, 0.1, 0.2" MPReg:PersonDisplayName="Anna"/>
 </rdf:Bag></MPRI:Regions></MP:RegionInfo>
</rdf:Description>{TAIL}<?xpacket end="w"?>"""

LIGHTROOM = f"""{HEAD}<rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" {REGIONS}
 crs:Exposure2012="+0.35" crs:Look="one&#xA;two">
 <mwg-rs:Regions rdf:parseType="Resource">
  <mwg-rs:AppliedToDimensions rdf:parseType="Resource">
   <stDim:w>400</stDim:w><stDim:h>200</stDim:h><stDim:unit>pixel</stDim:unit>
  </mwg-rs:AppliedToDimensions>
  <mwg-rs:RegionList><rdf:Bag>
   <rdf:li rdf:parseType="Resource">
    <mwg-rs:Area rdf:parseType="Resource"><stArea:h>0.2</stArea:h><stArea:w>0.1</stArea:w>
     <stArea:x>0.2</stArea:x><stArea:y>0.3</stArea:y></mwg-rs:Area>
    <mwg-rs:Name>Anna</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Rotation>0</mwg-rs:Rotation>
   </rdf:li>
   <rdf:li rdf:parseType="Resource">
    <mwg-rs:Area rdf:parseType="Resource"><stArea:h>0.2</stArea:h><stArea:w>0.1</stArea:w>
     <stArea:x>0.8</stArea:x><stArea:y>0.3</stArea:y></mwg-rs:Area>
    <mwg-rs:Name>Ben</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>
   </rdf:li>
   <rdf:li rdf:parseType="Resource">
    <mwg-rs:Area rdf:parseType="Resource"><stArea:h>0.2</stArea:h><stArea:w>0.1</stArea:w>
     <stArea:x>0.5</stArea:x><stArea:y>0.9</stArea:y></mwg-rs:Area>
    <mwg-rs:Name>Bello</mwg-rs:Name><mwg-rs:Type>Pet</mwg-rs:Type>
   </rdf:li>
  </rdf:Bag></mwg-rs:RegionList>
 </mwg-rs:Regions>
</rdf:Description>{TAIL}"""

PICASA = f"""{HEAD}<rdf:Description rdf:about="" {REGIONS}>
 <mwg-rs:Regions rdf:parseType="Resource">
  <mwg-rs:AppliedToDimensions rdf:parseType="Resource"><stDim:w>400</stDim:w><stDim:h>200</stDim:h>
   <stDim:unit>pixel</stDim:unit></mwg-rs:AppliedToDimensions>
  <mwg-rs:RegionList><rdf:Bag>
   <rdf:li rdf:parseType="Resource"><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Anna</mwg-rs:Name>
    <mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.2</stArea:x><stArea:y>0.3</stArea:y><stArea:w>0.1</stArea:w>
    <stArea:h>0.2</stArea:h><stArea:unit>normalized</stArea:unit></mwg-rs:Area></rdf:li>
   <rdf:li rdf:parseType="Resource"><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Ben</mwg-rs:Name>
    <mwg-rs:Area rdf:parseType="Resource"><stArea:x>320</stArea:x><stArea:y>60</stArea:y><stArea:w>40</stArea:w>
    <stArea:h>40</stArea:h><stArea:unit>pixel</stArea:unit></mwg-rs:Area></rdf:li>
  </rdf:Bag></mwg-rs:RegionList>
 </mwg-rs:Regions>
</rdf:Description>{TAIL}"""

WINDOWS = f"""{HEAD}<rdf:Description rdf:about="" xmlns:MP="http://ns.microsoft.com/photo/1.2/">
 <MP:RegionInfo><rdf:Description xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"><MPRI:Regions><rdf:Bag>
  <rdf:li><rdf:Description xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#">
   <MPReg:Rectangle>0.15, 0.2, 0.1, 0.2</MPReg:Rectangle><MPReg:PersonDisplayName>Anna</MPReg:PersonDisplayName>
   <MPReg:PersonEmailDigest>1234</MPReg:PersonEmailDigest></rdf:Description></rdf:li>
  <rdf:li><rdf:Description xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#">
   <MPReg:Rectangle>0.75, 0.2, 0.1, 0.2</MPReg:Rectangle><MPReg:PersonDisplayName>Ben</MPReg:PersonDisplayName>
   </rdf:Description></rdf:li>
  <rdf:li><rdf:Description xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#">
   <MPReg:Rectangle>0.4, 0.2, 0.1, 0.2</MPReg:Rectangle></rdf:Description></rdf:li>
 </rdf:Bag></MPRI:Regions></rdf:Description></MP:RegionInfo>
</rdf:Description>{TAIL}"""

APPLE = f"""{HEAD}<rdf:Description rdf:about="" {REGIONS} xmlns:apple-fi="http://ns.apple.com/faceinfo/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
 <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Anna</rdf:li><rdf:li>Ben</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
 <mwg-rs:Regions rdf:parseType="Resource">
  <mwg-rs:AppliedToDimensions rdf:parseType="Resource"><stDim:h>200</stDim:h><stDim:w>400</stDim:w>
   <stDim:unit>pixel</stDim:unit></mwg-rs:AppliedToDimensions>
  <mwg-rs:RegionList><rdf:Seq>
   <rdf:li rdf:parseType="Resource"><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Anna</mwg-rs:Name>
    <mwg-rs:Extensions rdf:parseType="Resource"><apple-fi:AngleInfoYaw>0</apple-fi:AngleInfoYaw></mwg-rs:Extensions>
    <mwg-rs:Area rdf:parseType="Resource"><stArea:y>0.3</stArea:y><stArea:w>0.1</stArea:w><stArea:x>0.2</stArea:x>
    <stArea:h>0.2</stArea:h><stArea:unit>normalized</stArea:unit></mwg-rs:Area></rdf:li>
   <rdf:li rdf:parseType="Resource"><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Ben</mwg-rs:Name>
    <mwg-rs:Area rdf:parseType="Resource"><stArea:y>0.3</stArea:y><stArea:w>0.1</stArea:w><stArea:x>0.8</stArea:x>
    <stArea:h>0.2</stArea:h><stArea:unit>normalized</stArea:unit></mwg-rs:Area></rdf:li>
   <rdf:li rdf:parseType="Resource"><mwg-rs:Type>Focus</mwg-rs:Type>
    <mwg-rs:Area rdf:parseType="Resource"><stArea:y>0.5</stArea:y><stArea:w>0.1</stArea:w><stArea:x>0.5</stArea:x>
    <stArea:h>0.2</stArea:h></mwg-rs:Area></rdf:li>
  </rdf:Seq></mwg-rs:RegionList>
 </mwg-rs:Regions>
</rdf:Description>{TAIL}"""

PROGRAMS = {"digiKam": DIGIKAM, "Lightroom": LIGHTROOM, "Picasa": PICASA, "Windows": WINDOWS, "Apple": APPLE}
