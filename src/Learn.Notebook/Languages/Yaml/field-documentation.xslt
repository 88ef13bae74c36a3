<?xml version="1.0" encoding="utf-8"?>
<!-- Keeps what the Kubernetes client's own documentation says about API types and their fields, one in twenty of its 25 MB. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" indent="no"/>
  <xsl:template match="/">
    <fields>
      <xsl:for-each select="doc/members/member[starts-with(@name, 'P:k8s.Models.') or starts-with(@name, 'T:k8s.Models.')]">
        <xsl:variable name="name" select="substring-after(@name, ':k8s.Models.')"/>
        <xsl:if test="(starts-with($name, 'V1') and not(starts-with($name, 'V1alpha')) and not(starts-with($name, 'V1beta'))) or starts-with($name, 'Corev1') or starts-with($name, 'Discoveryv1')">
          <field name="{$name}"><xsl:value-of select="normalize-space(summary)"/></field>
        </xsl:if>
      </xsl:for-each>
    </fields>
  </xsl:template>
</xsl:stylesheet>
